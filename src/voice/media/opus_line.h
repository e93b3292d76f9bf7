// A leg that speaks Opus, as the rest of media knows legs: G.711 in a clock of 8 kHz.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>

#include "voice/media/opus.h"
#include "voice/media/packetizer.h"
#include "voice/media/rtp.h"

namespace relevo::voice {

/// Media thread. What comes in is PCMU for whoever records it or hears it, what goes out is made of
/// their audio; numbers stay as they are, so that what was lost stays visible.
class OpusLine {
 public:
  /// The payload types that were agreed; `event_type` counts in Opus's clock, 0 = none.
  OpusLine(Opus codec, std::uint8_t type, std::uint8_t event_type)
      : codec_(std::move(codec)), type_(type), event_type_(event_type) {}

  bool takes(std::uint8_t type) const {
    return type == type_ || (event_type_ != 0 && type == event_type_);
  }
  std::uint8_t event_type() const { return event_type_; }

  /// The packet before this one, when it was lost and this one carries it. Before translate().
  std::optional<RtpPacket> lost_before(const RtpPacket& packet);

  /// An agreed packet as a telephone would send it; valid until the next call. Nothing when it is
  /// no Opus, or older than what came before.
  std::optional<RtpPacket> translate(const RtpPacket& packet);

  /// What the other side sends, in packets that encode() takes.
  Packetizer& packets() { return packets_; }

  /// Audio of theirs as ours: the payload, valid until the next call, and the header's type and
  /// timestamp made right. Empty when its duration is none that Opus has.
  std::span<const std::uint8_t> encode(RtpHeader& header, std::span<const std::uint8_t> audio,
                                       Codec codec);

  /// The same for a telephone event, in place.
  void encode_event(RtpHeader& header, std::span<std::uint8_t> payload) const;

 private:
  static constexpr std::size_t room_bytes = rtp_header_size + Opus::samples_max;

  std::uint32_t in_samples(std::uint32_t timestamp);
  int ahead(const RtpHeader& header) const;

  Opus codec_;
  Packetizer packets_;
  std::uint8_t type_;
  std::uint8_t event_type_;
  bool begun_ = false;
  std::uint32_t ssrc_ = 0;        // Of what came last,
  std::uint16_t sequence_ = 0;    // and its number.
  std::uint32_t timestamp_ = 0;   // In their clock, and
  std::uint32_t samples_at_ = 0;  // where that is in ours.
  std::size_t samples_ = 0;       // Of the last packet.
  std::array<std::uint8_t, room_bytes> lost_{};
  std::array<std::uint8_t, room_bytes> came_{};
  std::array<std::uint8_t, Opus::packet_max> ours_{};
};

}  // namespace relevo::voice
