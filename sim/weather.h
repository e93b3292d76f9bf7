// The weather: what goes wrong and when, as the plan drew it.
#pragma once

#include <array>
#include <cstdint>
#include <functional>

#include "sim/chance.h"
#include "sim/plan.h"
#include "sim/schedule.h"

namespace relevo::sim {

class Weather {
 public:
  /// `strike` lets a fault of that kind happen now.
  using Strike = std::function<void(FaultKind, Chance&)>;

  Weather(const Plan& plan, Schedule& schedule, Strike strike)
      : plan_(plan),
        schedule_(schedule),
        strike_(std::move(strike)),
        chance_(chance_of(plan.seed, Stream::weather)) {}

  void start();
  void stop() { stormy_ = false; }

  const std::array<std::uint64_t, fault_kinds>& struck() const { return struck_; }

 private:
  void next(FaultKind kind);

  const Plan& plan_;
  Schedule& schedule_;
  Strike strike_;
  Chance chance_;
  std::array<std::uint64_t, fault_kinds> struck_{};
  bool stormy_ = false;
};

}  // namespace relevo::sim
