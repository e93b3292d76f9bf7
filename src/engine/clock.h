// Where the engine gets its time from: the machine's clocks in the program, a fake in simulations.
#pragma once

#include "base/time.h"

namespace relevo {

class EngineClock {
 public:
  virtual ~EngineClock() = default;

  /// Once, before now(): log time goes on from here; `last` is the time of the log's last event.
  virtual void take_over(Time last) = 0;

  /// Log time. Never before what take_over was given, never going back. Any thread.
  virtual Time now() const = 0;

  /// The wall clock, which somebody may set at any moment. For calendars and display only.
  virtual Time wall() const = 0;
};

}  // namespace relevo
