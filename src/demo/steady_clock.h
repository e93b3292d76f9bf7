// The clock of the simulated people: how long something takes, whatever the time of day is.
#pragma once

#include <ctime>

#include "base/time.h"

namespace relevo::demo {

/// Since some moment before the program's start; never goes back. Any thread.
inline Time steady_now() {
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  return {now.tv_sec * 1'000'000 + now.tv_nsec / 1'000};
}

}  // namespace relevo::demo
