// What this process takes of the machine, and how that is told.
#pragma once

#include <cstdint>

#include "base/time.h"
#include "metrics/page.h"

namespace relevo {

struct ProcessFigures {
  Duration cpu;
  std::uint64_t resident_bytes = 0;
  std::uint64_t open_fds = 0;
};

/// Reads /proc: microseconds, and about 1 ms for each thousand open descriptors. Zeros where /proc
/// is not there. Any thread.
ProcessFigures process_figures();

/// The standard names of Prometheus for this process, which was started at that time of the wall
/// clock.
void append_process(MetricsPage& page, Time started_at);

}  // namespace relevo
