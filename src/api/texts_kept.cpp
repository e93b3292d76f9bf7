#include "api/texts_kept.h"

#include <utility>

#include "api/digest.h"

namespace relevo {

namespace {

/// Of a request with a key: what was asked for with it is the same text.
TextId id_of(const Request& request) {
  if (!request.keyed) return {};
  Bytes all;
  for (unsigned shift = 0; shift < 64; shift += 8) {
    all.push_back(static_cast<std::uint8_t>(request.by.value >> shift));
  }
  all.insert(all.end(), request.key.begin(), request.key.end());
  all.insert(all.end(), request.body.begin(), request.body.end());
  const Digest digest = digest_of(ByteView{all});
  std::uint64_t id = 0;
  for (std::size_t i = 0; i < sizeof(id); ++i) id = (id << 8U) | digest[i];
  return {id % records::text_id_end};
}

}  // namespace

void TextsKept::post(records::WrittenText text, Request request,
                     std::function<Command(TextId)> make, const Done& done) {
  text.id = id_of(request);
  const TextId known = text.id;
  const auto flight = begin(known);
  const bool taken =
      worker_.post([this, text = std::move(text), flight, request, make = std::move(make), done] {
        auto kept = store_.keep_text(text);
        on_server_(
            [this, known = text.id, kept = std::move(kept), flight, request, make, done]() mutable {
              if (!kept) {
                end(known, flight);
                return done(tl::unexpected<Fault>(kept.error()));
              }
              request.command = make(kept->id);
              ask_with(*kept, flight, std::move(request), done);
            });
      });
  if (taken) return;
  end(known, flight);
  done(Answer{.overloaded = true});
}

std::shared_ptr<TextsKept::Flight> TextsKept::begin(TextId id) {
  auto flight = std::make_shared<Flight>();
  if (id) flight = flights_.try_emplace(id, flight).first->second;
  ++flight->requests;
  return flight;
}

void TextsKept::end(TextId id, const std::shared_ptr<Flight>& flight) {
  if (--flight->requests > 0) return;
  flights_.erase(id);
  if (!flight->is_new || flight->is_used) return;
  // What stays when this fails is a text that nothing names.
  worker_.post_due([this, id] { static_cast<void>(store_.forget_text(id)); });
}

void TextsKept::ask_with(const records::KeptText& kept, const std::shared_ptr<Flight>& flight,
                         Request request, const Done& done) {
  flight->is_new = flight->is_new || kept.is_new;
  ask(engine_, on_server_, std::move(request),
      [this, id = kept.id, flight, done](const Answer& answer) {
        const bool is_said = !answer.overloaded && answer.reject == Reject::none;
        flight->is_used = flight->is_used || (is_said && answer.events > 0);
        end(id, flight);
        done(answer);
      });
}

}  // namespace relevo
