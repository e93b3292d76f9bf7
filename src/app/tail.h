// `relevo tail`: the log's events, one a line, from the folder of a running or stopped server.
#pragma once

#include <cstdint>
#include <string>

#include "app/event_filter.h"

namespace relevo {

struct TailCommand {
  std::string data = "data";
  EventWish wish;
  std::uint64_t after = 0;   // Only events behind this position.
  std::uint64_t lines = 20;  // The last of those that match; 0 = all.
  bool follow = false;
  bool json = false;  // As in GET /events.
};

/// Gives the exit status: 1 when a filter names what is not there, 2 for Faults of the log.
int tail_command(const TailCommand& command);

}  // namespace relevo
