// The packets of a browser's leg, sealed and opened: SRTP and SRTCP (RFC 3711) by libsrtp2.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>

#include "base/result.h"

namespace relevo::voice {

inline constexpr std::size_t srtp_key_bytes = 30;      // AES-128 key and 112 bits of salt.
inline constexpr std::size_t srtp_trailer_bytes = 14;  // What sealing adds at most: tag, index.

/// Key and salt of each direction, as DTLS gave them (RFC 5764 section 4.2). Secrets.
struct SrtpKeys {
  std::array<std::uint8_t, srtp_key_bytes> ours;    // Of what we send.
  std::array<std::uint8_t, srtp_key_bytes> theirs;  // Of what they send.

  friend bool operator==(const SrtpKeys&, const SrtpKeys&) = default;
};

/// AES_CM_128_HMAC_SHA1_80. Of one thread; nothing here waits or allocates behind a stream's first
/// packet.
class Srtp {
 public:
  /// Fault limit: no memory.
  static Result<Srtp> make(const SrtpKeys& keys);

  /// Another process had opened packets of `ssrc` up to so many roll-overs of their sequence
  /// number. Fault limit.
  Result<void> resume(std::uint32_t ssrc, std::uint32_t roll_overs);

  /// How often the sequence number of what they send as `ssrc` has rolled over.
  std::uint32_t roll_overs(std::uint32_t ssrc) const;

  /// Each in place: the size afterwards, or nothing: forged, seen before, or damaged. The buffer
  /// has srtp_trailer_bytes of room behind `size` where it seals.
  std::optional<std::size_t> seal_rtp(std::span<std::uint8_t> buffer, std::size_t size);
  std::optional<std::size_t> seal_rtcp(std::span<std::uint8_t> buffer, std::size_t size);
  std::optional<std::size_t> open_rtp(std::span<std::uint8_t> datagram);
  std::optional<std::size_t> open_rtcp(std::span<std::uint8_t> datagram);

 private:
  struct End {
    void operator()(void* session) const;
  };
  using Session = std::unique_ptr<void, End>;  // srtp_t, whose type stays in the .cpp.

  Srtp(const SrtpKeys& keys, Session ours, Session theirs)
      : keys_(keys), ours_(std::move(ours)), theirs_(std::move(theirs)) {}

  SrtpKeys keys_;
  Session ours_;
  Session theirs_;
};

}  // namespace relevo::voice
