#include "link/frame.h"

#include <type_traits>
#include <utility>

#include "link/fields.h"

namespace relevo::link {

namespace {

// The kind of a message is its place in its variant: places are never reordered.
template <class Variant, std::size_t I = 0, class Read>
bool read_alternative(std::size_t kind, Variant& into, const Read& read) {
  if constexpr (I < std::variant_size_v<Variant>) {
    if (kind != I) return read_alternative<Variant, I + 1>(kind, into, read);
    std::variant_alternative_t<I, Variant> message{};
    if (!read(message)) return false;
    into = std::move(message);
    return true;
  } else {
    return false;
  }
}

template <class Message>
bool decode_message(ByteView bytes, Message& message) {
  if constexpr (std::is_same_v<Message, Fact>) {
    FactFrame frame;
    if (!decode(bytes, frame)) return false;
    message.number = frame.number;
    message.age = frame.age;
    const ByteView body{reinterpret_cast<const std::uint8_t*>(frame.body.data()),
                        frame.body.size()};
    return read_alternative(frame.kind, message.body,
                            [&](auto& inner) { return decode(body, inner); });
  } else {
    return decode(bytes, message);
  }
}

template <class Message>
void encode_message(Bytes& out, const Message& message) {
  if constexpr (std::is_same_v<Message, Fact>) {
    Bytes body;
    std::visit([&](const auto& inner) { encode(body, inner); }, message.body);
    encode(out, FactFrame{.number = message.number,
                          .age = message.age,
                          .kind = static_cast<std::uint8_t>(message.body.index()),
                          .body = std::string(body.begin(), body.end())});
  } else {
    encode(out, message);
  }
}

template <class Variant>
void put(Bytes& out, const Variant& message) {
  const std::size_t start = out.size();
  out.resize(start + 4);
  out.push_back(static_cast<std::uint8_t>(message.index()));
  std::visit([&](const auto& inner) { encode_message(out, inner); }, message);
  const std::size_t size = out.size() - start - 4;
  RELEVO_ASSERT(size <= frame_bytes_max);
  for (unsigned i = 0; i < 4; ++i) {
    out[start + i] = static_cast<std::uint8_t>(size >> (8 * i));
  }
}

template <class Variant>
Result<std::optional<Variant>> get(ByteView body, const char* direction) {
  if (!body.empty() && body[0] >= std::variant_size_v<Variant>) return std::nullopt;
  Variant message;
  if (body.empty() || !read_alternative(body[0], message, [&](auto& inner) {
        return decode_message(body.subspan(1), inner);
      })) {
    return fault(Fault::Kind::protocol, std::string("link: a frame that makes no sense came ") +
                                            direction + ", kind " +
                                            (body.empty() ? "none" : std::to_string(body[0])));
  }
  return message;
}

}  // namespace

void put_frame(Bytes& out, const ToVoice& message) { put(out, message); }
void put_frame(Bytes& out, const ToCore& message) { put(out, message); }

Result<std::optional<ToVoice>> to_voice(ByteView body) { return get<ToVoice>(body, "from core"); }
Result<std::optional<ToCore>> to_core(ByteView body) { return get<ToCore>(body, "from voice"); }

Result<std::optional<ByteView>> first_frame(ByteView in, std::size_t& used) {
  used = 0;
  if (in.size() < 4) return std::nullopt;
  std::size_t size = 0;
  for (unsigned i = 0; i < 4; ++i) size |= static_cast<std::size_t>(in[i]) << (8 * i);
  if (size == 0 || size > frame_bytes_max) {
    return fault(Fault::Kind::protocol, "link: a frame says it has " + std::to_string(size) +
                                            " bytes; 1 to " + std::to_string(frame_bytes_max) +
                                            " can be");
  }
  if (in.size() - 4 < size) return std::nullopt;
  used = 4 + size;
  return in.subspan(4, size);
}

}  // namespace relevo::link
