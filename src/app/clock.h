// The only clock that the floor knows: log time, from the boot-time clock, never going back.
#pragma once

#include "base/time.h"

namespace relevo {

/// The wall clock, for the start and for display.
Time wall_clock();

/// Log time = the larger of `last` and the wall clock at take-over, then advanced by the boot-time
/// clock, which no change of the wall clock moves and which counts while the machine sleeps.
class LogClock {
 public:
  /// `last`: the time of the log's last event.
  explicit LogClock(Time last);

  /// Never before `last`, never going back. Any thread.
  Time now() const;

 private:
  Time taken_over_;
  Time boot_;
};

}  // namespace relevo
