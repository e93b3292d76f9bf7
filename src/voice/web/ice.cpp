#include "voice/web/ice.h"

#include <netinet/in.h>
#include <sodium.h>

#include <algorithm>
#include <memory>
#include <string_view>

#include "voice/media/rtp.h"
#include "voice/web/libre.h"

namespace relevo::voice {

namespace {

struct Unreference {
  void operator()(void* memory) const { mem_deref(memory); }
};
using Buffer = std::unique_ptr<mbuf, Unreference>;
using StunMessage = std::unique_ptr<stun_msg, Unreference>;

constexpr std::size_t fragment_bytes = 6;
constexpr std::size_t password_bytes = 24;
constexpr std::uint32_t magic_cookie = 0x2112A442;  // RFC 8489 section 5.

// The letters of base64 that are ice-chars (RFC 8839 section 5.4); no padding at these sizes.
std::string random_text(std::size_t bytes) {
  Bytes random(bytes);
  randombytes_buf(random.data(), random.size());
  constexpr int variant = sodium_base64_VARIANT_ORIGINAL;
  std::string text(sodium_base64_encoded_len(bytes, variant), '\0');
  sodium_bin2base64(text.data(), text.size(), random.data(), random.size(), variant);
  text.pop_back();
  return text;
}

// Anybody can send to the port: what is not for us is told by its bytes, before anything is
// allocated (RFC 8489 sections 5, 14 and 14.3).
bool is_check_for(std::string_view user, std::span<const std::uint8_t> datagram) {
  if (datagram.size() < STUN_HEADER_SIZE || datagram.size() > IceLite::stun_bytes_max) return false;
  const bool binding_request = get_u16(datagram.data()) == STUN_METHOD_BINDING;
  const std::size_t size = get_u16(datagram.data() + 2);
  if (!binding_request || size != datagram.size() - STUN_HEADER_SIZE ||
      get_u32(datagram.data() + 4) != magic_cookie) {
    return false;
  }
  auto left = datagram.subspan(STUN_HEADER_SIZE);
  while (left.size() >= STUN_ATTR_HEADER_SIZE) {
    const std::size_t value = get_u16(left.data() + 2);
    const std::size_t padded = STUN_ATTR_HEADER_SIZE + (value + 3) / 4 * 4;
    if (padded > left.size()) return false;
    if (get_u16(left.data()) == STUN_ATTR_USERNAME) {
      const auto name = left.subspan(STUN_ATTR_HEADER_SIZE, value);
      return std::equal(name.begin(), name.end(), user.begin(), user.end());
    }
    left = left.subspan(padded);
  }
  return false;
}

StunMessage read_stun(std::span<const std::uint8_t> datagram) {
  const Buffer buffer{mbuf_alloc(datagram.size())};
  if (buffer == nullptr || mbuf_write_mem(buffer.get(), datagram.data(), datagram.size()) != 0) {
    return nullptr;
  }
  buffer->pos = 0;
  stun_msg* message = nullptr;
  if (stun_msg_decode(&message, buffer.get(), nullptr) != 0) return nullptr;
  return StunMessage{message};
}

const std::uint8_t* key_of(const std::string& password) {
  return reinterpret_cast<const std::uint8_t*>(password.data());
}

std::optional<Bytes> success(const stun_msg& request, Endpoint source,
                             const std::string& password) {
  const Buffer buffer{mbuf_alloc(IceLite::stun_bytes_max)};
  if (buffer == nullptr) return std::nullopt;
  sa mapped;
  sa_init(&mapped, AF_INET);
  sa_set_in(&mapped, source.address, source.port);
  if (stun_msg_encode(buffer.get(), STUN_METHOD_BINDING, STUN_CLASS_SUCCESS_RESP,
                      stun_msg_tid(&request), nullptr, key_of(password), password.size(), true, 0,
                      1, STUN_ATTR_XOR_MAPPED_ADDR, &mapped) != 0) {
    return std::nullopt;
  }
  return Bytes(buffer->buf, buffer->buf + buffer->end);
}

}  // namespace

IceLite::IceLite(IceCredentials ours, const std::string& their_fragment)
    : ours_(std::move(ours)), user_(ours_.fragment + ':' + their_fragment) {}

IceCredentials new_ice_credentials() {
  return {.fragment = random_text(fragment_bytes), .password = random_text(password_bytes)};
}

std::optional<Bytes> IceLite::take(std::span<const std::uint8_t> datagram, Endpoint source,
                                   Time now) {
  if (!is_check_for(user_, datagram)) return std::nullopt;
  const StunMessage message = read_stun(datagram);
  if (message == nullptr || stun_msg_chk_fingerprint(message.get()) != 0 ||
      stun_msg_chk_mi(message.get(), key_of(ours_.password), ours_.password.size()) != 0) {
    return std::nullopt;
  }
  // Whoever is lite is led (RFC 8445 section 6.1.1); a browser knows that from our answer.
  if (stun_msg_attr(message.get(), STUN_ATTR_CONTROLLING) == nullptr) return std::nullopt;
  const bool nominates = stun_msg_attr(message.get(), STUN_ATTR_USE_CAND) != nullptr;
  if (nominates || !nominated_ || now - checked_at_ > peer_quiet_max) peer_ = source;
  if (source == peer_) checked_at_ = now;
  nominated_ = nominated_ || nominates;
  return success(*message, source, ours_.password);
}

}  // namespace relevo::voice
