// The voice process's clock: time since boot, which never goes back and counts sleep.
#pragma once

#include <ctime>

#include "base/time.h"

namespace relevo::voice {

/// Not the log's time: for deadlines and ages inside this process only.
inline Time now() {
  timespec at{};
  ::clock_gettime(CLOCK_BOOTTIME, &at);
  return {static_cast<std::int64_t>(at.tv_sec) * 1'000'000 + at.tv_nsec / 1000};
}

}  // namespace relevo::voice
