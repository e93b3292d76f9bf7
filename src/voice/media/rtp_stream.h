// What one leg is sent: a single RTP stream without breaks, whoever its audio comes from.
#pragma once

#include <cstdint>

#include "base/time.h"
#include "voice/media/rtp.h"
#include "voice/media/stream_mark.h"

namespace relevo::voice {

/// Keeps SSRC, sequence and timestamp of our stream across bridges and sounds. A new source goes
/// on behind the last packet, its timestamp moved on by the time that passed, with a marker.
class RtpStream {
 public:
  /// A new stream, its three numbers random (RFC 3550 section 5.1).
  static RtpStream fresh();

  RtpStream(std::uint32_t ssrc, std::uint16_t sequence, std::uint32_t timestamp)
      : ssrc_(ssrc), next_sequence_(sequence), next_timestamp_(timestamp) {}

  /// The stream that another process sent, gone on with at `now`: behind every number it can have
  /// used, its timestamp moved on by the time since, and by resume_margin for what was early.
  static RtpStream behind(const StreamMark& mark, Time now);

  /// What comes next is from someone else.
  void change_source() { joined_ = false; }

  /// The header under which a bridged leg's packet goes out. Gaps and order stay as they came in,
  /// so that the receiver sees what was lost; packets of one telephone event keep one timestamp.
  RtpHeader pass(const RtpHeader& in, std::uint8_t payload_type, std::uint32_t samples, Time now);

  /// A packet of the bridged leg stays here, and shall not look lost.
  void leave_out() { --sequence_offset_; }

  /// The header of our own next packet.
  RtpHeader own(std::uint8_t payload_type, std::uint32_t samples, Time now);

  std::uint32_t ssrc() const { return ssrc_; }
  std::uint16_t next_sequence() const { return next_sequence_; }

  /// Where the stream's clock stands, for sender reports.
  std::uint32_t timestamp_at(Time now) const;

 private:
  static constexpr int sequence_jump_max = 1000;
  static constexpr Duration resume_margin = milliseconds(100);

  void sent(const RtpHeader& header, std::uint32_t samples, Time now);

  std::uint32_t ssrc_;
  std::uint16_t next_sequence_;
  std::uint32_t next_timestamp_;    // At last_sent_.
  Time last_sent_;                  // Zero: nothing yet.
  std::uint32_t last_samples_ = 0;  // Of the last packet.

  bool joined_ = false;  // The offsets hold for source_ssrc_.
  std::uint32_t source_ssrc_ = 0;
  std::uint16_t source_sequence_ = 0;
  std::uint16_t sequence_offset_ = 0;
  std::uint32_t timestamp_offset_ = 0;
};

}  // namespace relevo::voice
