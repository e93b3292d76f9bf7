// Where in a recording a packet's audio belongs, told from its RTP timestamp.
#pragma once

#include <cstdint>

namespace relevo::voice {

/// One side of one recording. Places are samples (1/8000 s) since the recording began.
///
/// The first packet is anchored to when it arrived; the others follow by timestamp, so jitter does
/// not matter, a lost packet leaves a gap and a repeated one falls on itself. Another SSRC, or a
/// timestamp that is too far from the time of arrival, anchors anew. What is late all through a
/// period (a first packet that was early, clocks that run apart) is moved back into step.
class Timeline {
 public:
  static constexpr std::int64_t late_max = 2 * 8000;    // A burst after a break of the network.
  static constexpr std::int64_t early_max = 8000 / 10;  // Only a late first packet does this.
  static constexpr std::int64_t out_of_step = 8000 / 20;
  static constexpr int period = 500;  // Packets: 10 s.

  /// The place of a packet's first sample; never negative.
  std::int64_t place(std::uint32_t ssrc, std::uint32_t timestamp, std::int64_t samples,
                     std::int64_t arrived);

 private:
  void anchor(std::uint32_t ssrc, std::uint32_t timestamp, std::int64_t place);

  bool anchored_ = false;
  std::uint32_t ssrc_ = 0;
  std::uint32_t last_timestamp_ = 0;
  std::int64_t last_place_ = 0;  // Of last_timestamp_; may be before the beginning.
  std::int64_t least_late_ = 0;  // Of this period.
  int packets_ = 0;              // In this period.
};

}  // namespace relevo::voice
