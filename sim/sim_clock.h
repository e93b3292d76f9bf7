// The machine's two clocks: one that counts from the boot on, and one that somebody may set.
#pragma once

#include <algorithm>

#include "engine/clock.h"
#include "sim/schedule.h"

namespace relevo::sim {

/// Keeps log time as the program does (ARCHITECTURE.md, "Time").
class SimClock final : public EngineClock {
 public:
  explicit SimClock(const Schedule& schedule) : schedule_(schedule) {}

  void take_over(Time last) override {
    taken_over_ = std::max(last, wall());
    boot_ = schedule_.now();
  }
  Time now() const override { return taken_over_ + (schedule_.now() - boot_); }
  Time wall() const override { return {schedule_.now().us + wall_.us}; }

  /// When, on the schedule, log time will be `log_time`.
  Time when(Time log_time) const { return boot_ + (log_time - taken_over_); }

  void move_wall(Duration by) { wall_ = wall_ + by; }

 private:
  static constexpr Time first_day{1'800'000'000'000'000};

  const Schedule& schedule_;
  Time wall_ = first_day;  // The wall clock at boot.
  Time taken_over_;
  Time boot_;
};

}  // namespace relevo::sim
