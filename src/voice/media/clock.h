// The media plane's time: the machine's monotonic clock, and how long a sample lasts.
#pragma once

#include <time.h>

#include <cstddef>
#include <cstdint>

#include "base/time.h"

namespace relevo::voice {

inline constexpr std::int64_t samples_a_second = 8000;
inline constexpr std::size_t frame_samples = 160;  // 20 ms, what we send in one packet.
inline constexpr Duration frame_duration = milliseconds(20);

/// CLOCK_MONOTONIC: for distances only, never shown to anyone. Any thread; no system call.
inline Time monotonic_now() {
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  return {std::int64_t{now.tv_sec} * 1'000'000 + now.tv_nsec / 1000};
}

constexpr std::int64_t in_samples(Duration duration) {
  return duration.us * samples_a_second / 1'000'000;
}
constexpr Duration duration_of(std::int64_t samples) {
  return {samples * 1'000'000 / samples_a_second};
}

}  // namespace relevo::voice
