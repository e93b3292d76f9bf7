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
  // SSRCs of theirs: a page has one, and whoever has the key could make up any number of them.
  static constexpr std::size_t streams_max = 8;

  /// Fault limit: no memory.
  static Result<Srtp> make(const SrtpKeys& keys);

  /// Another process had opened packets of `ssrc` up to so many roll-overs of their sequence
  /// number. Fault limit.
  Result<void> resume(std::uint32_t ssrc, std::uint32_t roll_overs);

  /// How often the sequence number of what they send as `ssrc` has rolled over; until the first
  /// packet behind resume(), what that was given.
  std::uint32_t roll_overs(std::uint32_t ssrc) const;

  /// Each in place: the size afterwards, or nothing: forged, seen before, damaged, or of a stream
  /// more than streams_max. A roll-over behind what resume() was given is found. The buffer has
  /// srtp_trailer_bytes of room behind `size` where it seals.
  std::optional<std::size_t> seal_rtp(std::span<std::uint8_t> buffer, std::size_t size);
  std::optional<std::size_t> seal_rtcp(std::span<std::uint8_t> buffer, std::size_t size);
  std::optional<std::size_t> open_rtp(std::span<std::uint8_t> datagram);
  std::optional<std::size_t> open_rtcp(std::span<std::uint8_t> datagram);

 private:
  struct Resumed {
    std::uint32_t ssrc = 0;
    std::uint32_t roll_overs = 0;
  };
  struct End {
    void operator()(void* session) const;
  };
  using Session = std::unique_ptr<void, End>;  // srtp_t, whose type stays in the .cpp.

  Srtp(const SrtpKeys& keys, Session ours, Session theirs)
      : keys_(keys), ours_(std::move(ours)), theirs_(std::move(theirs)) {}

  bool has_room_for(std::uint32_t ssrc) const;
  void opened(std::uint32_t ssrc);

  SrtpKeys keys_;
  Session ours_;
  Session theirs_;
  std::array<std::uint32_t, streams_max> streams_{};  // SSRCs of theirs that the session keeps.
  std::size_t stream_count_ = 0;
  std::optional<Resumed> resumed_;  // Until a packet of it was opened.
};

}  // namespace relevo::voice
