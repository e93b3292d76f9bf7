#include "demo/arrivals.h"

#include <cmath>
#include <numbers>

#include "demo/chance.h"

namespace relevo::demo {

namespace {
constexpr double rush = 0.25;  // How far a rush is above, and a lull below, the average.
}

Arrivals::Arrivals(Prng& prng) : prng_(prng), until_next_(exponential(prng)) {}

std::uint32_t Arrivals::due(Time at, double per_second) {
  if (!started_) last_ = at;
  started_ = true;
  double passed = static_cast<double>((at - last_).us) / 1e6 * per_second;
  last_ = at;
  std::uint32_t count = 0;
  while (passed >= until_next_ && count < burst_max) {
    passed -= until_next_;
    until_next_ = exponential(prng_);
    ++count;
  }
  if (passed < until_next_) until_next_ -= passed;
  return count;
}

double Arrivals::rate(std::uint32_t on_duty, double occupancy, Duration handling,
                      Duration running) {
  const double base = on_duty * occupancy / (static_cast<double>(handling.us) / 1e6);
  const double turn =
      static_cast<double>(running.us) / static_cast<double>(wave.us) * 2 * std::numbers::pi;
  return base * (1 + rush * std::sin(turn));
}

}  // namespace relevo::demo
