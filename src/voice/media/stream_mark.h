// Where a leg's outgoing stream stands, as the leg store keeps it: what a resumed leg goes on from.
#pragma once

#include <cstdint>

#include "base/time.h"

namespace relevo::voice {

/// Renewed long before the stream reaches it, so that nothing is written per packet: the numbers up
/// to `sequence` are spent with it, whether they were sent or not.
struct StreamMark {
  // How far a mark is ahead when it is made, and how near the stream may come before the next one.
  // A source's own jump of 1000 still fits between, and what a receiver sees at a resumption is a
  // jump below the 3000 behind which RFC 3550 (appendix A.1) suspects another stream.
  static constexpr int ahead = 2000;
  static constexpr int renewed_before = 1000;

  std::uint32_t ssrc = 0;
  std::uint16_t sequence = 0;        // Neither this number nor a later one was sent.
  std::uint32_t timestamp = 0;       // The stream's clock at `at`.
  Time at;                           // monotonic_now().
  std::uint16_t learnt_port = 0;     // From where they send their RTP, 0 = not known; see latch.h.
  std::uint32_t learnt_address = 0;  // The same; 0 = the one that their SDP or their way names.
};

}  // namespace relevo::voice
