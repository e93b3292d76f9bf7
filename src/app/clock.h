// The clocks of the machine, and log time made from them.
#pragma once

#include "engine/clock.h"

namespace relevo {

/// The wall clock, for the start and for display.
Time wall_clock();

/// Log time = the larger of the last event's and the wall clock at take-over, then advanced by the
/// boot-time clock, which no change of the wall clock moves and which counts while the machine
/// sleeps.
class LogClock final : public EngineClock {
 public:
  void take_over(Time last) override;

  /// Zero before take_over, and only then.
  Time now() const override;
  Time wall() const override { return wall_clock(); }

 private:
  Time taken_over_;
  Time boot_;
};

}  // namespace relevo
