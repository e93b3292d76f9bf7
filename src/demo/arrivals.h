// When customers call: a Poisson process whose rate follows the agents on duty, with rushes.
#pragma once

#include <cstdint>

#include "base/prng.h"
#include "base/time.h"

namespace relevo::demo {

class Arrivals {
 public:
  static constexpr std::uint32_t burst_max = 100;  // A longer gap between two looks loses the rest.
  static constexpr Duration wave = seconds(240);   // From rush to rush.

  explicit Arrivals(Prng& prng);

  /// How many have arrived since the last call, at `per_second` on average. `at` never goes back.
  std::uint32_t due(Time at, double per_second);

  /// Calls a second that keep `on_duty` agents about `occupancy` busy, 0 .. 1, when one contact
  /// takes an agent `handling`; times the rush of the moment, which is 1 on average.
  static double rate(std::uint32_t on_duty, double occupancy, Duration handling, Duration running);

 private:
  Prng& prng_;
  Time last_;
  bool started_ = false;
  double until_next_;  // Expected arrivals yet to pass before the next one.
};

}  // namespace relevo::demo
