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
  const bool taken =
      worker_.post([this, text = std::move(text), request, make = std::move(make), done] {
        auto kept = store_.keep_text(text);
        on_server_([this, kept = std::move(kept), request, make, done]() mutable {
          if (!kept) return done(tl::unexpected<Fault>(kept.error()));
          request.command = make(kept->id);
          ask_with(*kept, std::move(request), done);
        });
      });
  if (!taken) done(Answer{.overloaded = true});
}

void TextsKept::ask_with(const records::KeptText& kept, Request request, const Done& done) {
  ask(engine_, on_server_, std::move(request), [this, kept, done](const Answer& answer) {
    const bool is_used = !answer.overloaded && answer.reject == Reject::none && answer.events > 0;
    if (!is_used && kept.is_new) {
      // What stays when this fails is a text that nothing names.
      worker_.post_due([this, id = kept.id] { static_cast<void>(store_.forget_text(id)); });
    }
    done(answer);
  });
}

}  // namespace relevo
