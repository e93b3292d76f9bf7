// Dice of the simulated people: lengths of time and choices, from the seeded generator.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "base/prng.h"
#include "base/time.h"

namespace relevo::demo {

/// 0 < result <= 1.
inline double unit(Prng& prng) {
  return (static_cast<double>(prng.next() >> 11U) + 1.0) / static_cast<double>(1ULL << 53U);
}

/// With mean 1.
inline double exponential(Prng& prng) { return -std::log(unit(prng)); }

/// Any length between both, evenly. Requires min <= max.
inline Duration between(Prng& prng, Duration min, Duration max) {
  return min + microseconds(static_cast<std::int64_t>(
                   prng.below(static_cast<std::uint64_t>((max - min).us) + 1)));
}

/// How long a customer waits before giving up: exponential around `mean`, within 6 s and 4 times
/// the mean, because nobody dials, listens and hangs up at once for lack of patience.
inline Duration patience(Prng& prng, Duration mean) {
  const auto drawn = static_cast<std::int64_t>(exponential(prng) * static_cast<double>(mean.us));
  return microseconds(std::clamp(drawn, seconds(6).us, std::max(seconds(6).us, 4 * mean.us)));
}

}  // namespace relevo::demo
