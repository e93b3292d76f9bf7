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

/// The wall clock as RTCP has it: seconds since 1900 in the upper 32 bits, their fractions below.
inline std::uint64_t ntp_now() {
  constexpr std::uint64_t from_1900_to_1970 = 2'208'988'800;
  timespec now{};
  ::clock_gettime(CLOCK_REALTIME, &now);
  return (static_cast<std::uint64_t>(now.tv_sec) + from_1900_to_1970) << 32U |
         (static_cast<std::uint64_t>(now.tv_nsec) << 32U) / 1'000'000'000U;
}

constexpr std::int64_t in_samples(Duration duration) {
  return duration.us * samples_a_second / 1'000'000;
}
constexpr Duration duration_of(std::int64_t samples) {
  return {samples * 1'000'000 / samples_a_second};
}

}  // namespace relevo::voice
