// One leg's audio on its way into mixes: what its packets say, put in step with our own clock.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "voice/media/audio_clock.h"
#include "voice/media/g711.h"
#include "voice/media/rtp.h"

namespace relevo::voice {

/// Media thread. Packets come unevenly, twice, and out of order; frames are taken every 20 ms. What
/// lies between is `delay` at first and behind each pause; what came too late is left out, what was
/// lost is silence, and a sender whose clock is faster than ours is caught up with. Nothing here
/// allocates, and a packet costs its samples.
class Speaker {
 public:
  static constexpr std::uint32_t delay = 2 * frame_samples;      // 40 ms.
  static constexpr std::uint32_t ahead_max = 8 * frame_samples;  // 160 ms: then it is behind us.

  void take(const RtpHeader& header, Codec codec, std::span<const std::uint8_t> payload);

  /// The next 20 ms. False when nothing has come for them, and then `out` is left as it was.
  bool next(std::span<std::int16_t, frame_samples> out);

 private:
  static constexpr std::uint32_t room = 4096;  // Half a second; a power of two.
  static_assert(ahead_max + payload_bytes_max + delay < room);

  void begin_at(std::uint32_t timestamp);

  std::array<std::int16_t, room> samples_{};  // By timestamp; silence where none came.
  std::uint32_t reads_ = 0;                   // The timestamp of what is taken next,
  std::uint32_t ends_ = 0;                    // and that behind what came last.
  std::uint32_t ssrc_ = 0;
  bool begun_ = false;
};

}  // namespace relevo::voice
