// `relevo replay`: the floor as it was at a moment of the past, from the log alone.
#pragma once

#include <cstdint>
#include <string>

namespace relevo {

struct ReplayCommand {
  std::string data = "data";
  std::string until;  // A time, 2026-03-01T09:00:00Z, or a position.
  bool json = false;  // As GET /board?at= gives it.
};

/// Prints the screen of `relevo status` for that moment. Gives the exit status.
int replay_command(const ReplayCommand& command);

}  // namespace relevo
