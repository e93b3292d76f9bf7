// A source's audio in packets of 20 ms, whatever it comes in: Opus has no 30 ms (RFC 6716).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>

#include "voice/media/audio_clock.h"
#include "voice/media/rtp.h"

namespace relevo::voice {

/// Media thread. Numbers its packets anew, so that what was lost of the source's is missing here
/// as well, a packet for a packet; timestamps stay those of the audio. At most one packet's audio
/// waits, and is left out when what comes next does not go on behind it.
class Packetizer {
 public:
  /// Where a packet of the source belongs: behind the last one; to another source, or so far off
  /// that numbers begin anew; or it came too late.
  enum class Order : std::uint8_t { follows, begins, late };

  /// For each packet of the source, before anything else is made of it.
  Order order(const RtpHeader& header);

  /// What comes next is from somebody else, or behind a pause.
  void reset() { begun_ = false; }

  /// A packet's audio, in 8 kHz: next() gives it, and must be asked until it gives nothing.
  void put(const RtpPacket& packet);

  /// The next 20 ms, once there are so many; valid until the next call.
  std::optional<RtpPacket> next();

  /// Something of the source that is no audio goes out as a packet of its own.
  void number(RtpHeader& header) { header.sequence = sequence_++; }

 private:
  static constexpr int late_max = 1000;  // Packets.

  bool begun_ = false;
  std::uint32_t ssrc_ = 0;      // Of the source,
  std::uint16_t taken_ = 0;     // and its last number.
  std::uint16_t sequence_ = 0;  // Of our next packet.
  RtpHeader header_;            // Of what waits: its marker, and its first sample's time.
  std::size_t waiting_ = 0;     // Samples in frame_.
  std::span<const std::uint8_t> rest_;
  std::array<std::uint8_t, rtp_header_size + frame_samples> frame_{};
};

}  // namespace relevo::voice
