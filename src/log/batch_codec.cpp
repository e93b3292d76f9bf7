#include "log/batch_codec.h"

#include <array>
#include <string>
#include <utility>
#include <variant>

#include "core/fields.h"

namespace relevo::log {

namespace {

using DecodeFields = bool (*)(ByteView in, Event& event);

template <class E>
bool decode_fields(ByteView in, Event& event) {
  return decode(in, event.emplace<E>());
}

constexpr std::size_t kinds_end = 256;
using Decoders = std::array<DecodeFields, kinds_end>;

template <class... Es>
constexpr Decoders make_decoders(const std::variant<Es...>* /*of*/) {
  static_assert(((Kind<Es>::number < kinds_end) && ...));
  Decoders decoders{};
  ((decoders[Kind<Es>::number] = &decode_fields<Es>), ...);
  return decoders;
}

/// By kind number; null where there is no such kind.
constexpr Decoders decoders = make_decoders(static_cast<const Event*>(nullptr));

template <class... Es>
constexpr bool numbers_differ(const std::variant<Es...>* /*of*/) {
  std::array<bool, kinds_end> taken{};
  bool differ = true;
  ((differ = differ && !taken[Kind<Es>::number], taken[Kind<Es>::number] = true), ...);
  return differ;
}
static_assert(numbers_differ(static_cast<const Event*>(nullptr)), "two kinds have one number");

tl::unexpected<Fault> damaged(Position position, const std::string& what) {
  return fault(Fault::Kind::protocol, "log: at position " + std::to_string(position) + ": " + what);
}

Result<void> decode_event(ByteView payload, std::size_t& at, Position position, Event& event) {
  std::uint64_t kind = 0;
  std::uint64_t size = 0;
  if (!get_varint(payload, at, kind) || !get_varint(payload, at, size) ||
      size > payload.size() - at) {
    return damaged(position, "the event is cut off");
  }
  if (kind >= kinds_end || decoders[kind] == nullptr) {
    return damaged(position, "an event of kind " + std::to_string(kind) +
                                 ", which this build does not know; start the newer build that "
                                 "wrote it");
  }
  if (!decoders[kind](payload.subspan(at, size), event)) {
    return damaged(position,
                   "the fields of an event of kind " + std::to_string(kind) + " make no sense");
  }
  at += size;
  return {};
}

Result<void> decode_document(ByteView payload, std::size_t& at, Batch& batch) {
  std::uint64_t size = 0;
  if (!get_varint(payload, at, size) || size != payload.size() - at) {
    return damaged(batch.first, "the batch's document is cut off or has bytes behind it");
  }
  if (size > Log::document_bytes_max) {
    return damaged(batch.first, "the batch's document has " + std::to_string(size) + " bytes; " +
                                    std::to_string(Log::document_bytes_max) + " can be");
  }
  const ByteView bytes = payload.subspan(at, size);
  batch.document = std::make_shared<const Bytes>(bytes.begin(), bytes.end());
  return {};
}

}  // namespace

void encode_batch(Bytes& out, const Batch& batch) {
  put_varint(out, zigzag(batch.at.us));
  put_varint(out, batch.events.size());
  Bytes fields_of_event;
  for (const Event& event : batch.events) {
    fields_of_event.clear();
    std::visit([&](const auto& known) { encode(fields_of_event, known); }, event);
    put_varint(out, kind_of(event));
    put_varint(out, fields_of_event.size());
    out.insert(out.end(), fields_of_event.begin(), fields_of_event.end());
  }
  if (batch.document != nullptr) {
    put_varint(out, batch.document->size());
    out.insert(out.end(), batch.document->begin(), batch.document->end());
  }
}

Result<Batch> decode_batch(Position first, ByteView payload) {
  Batch batch;
  batch.first = first;
  std::size_t at = 0;
  std::uint64_t time = 0;
  std::uint64_t count = 0;
  if (!get_varint(payload, at, time) || !get_varint(payload, at, count)) {
    return damaged(first, "the batch is cut off");
  }
  if (count == 0 || count > Log::batch_events_max) {
    return damaged(first, "a batch of " + std::to_string(count) + " events; 1 to " +
                              std::to_string(Log::batch_events_max) + " can be");
  }
  batch.at.us = unzigzag(time);
  // Two bytes an event is the least; a false count must not reserve more than the bytes can hold.
  if (count > (payload.size() - at) / 2) return damaged(first, "the batch is cut off");
  batch.events.resize(count);
  for (std::uint64_t i = 0; i < count; ++i) {
    const auto decoded = decode_event(payload, at, first + i, batch.events[i]);
    if (!decoded) return tl::unexpected<Fault>(decoded.error());
  }
  if (at < payload.size()) {
    const auto decoded = decode_document(payload, at, batch);
    if (!decoded) return tl::unexpected<Fault>(decoded.error());
  }
  return batch;
}

}  // namespace relevo::log
