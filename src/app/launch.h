// What `relevo serve` needs before it starts its processes: addresses, folder, and what an earlier
// supervisor left behind.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/orphans.h"
#include "app/paths.h"
#include "app/program.h"
#include "app/supervisor.h"

namespace relevo {

struct Launch {
  DataPaths paths;
  int data_lock = -1;
  int http_listener = -1;
  std::vector<std::string> core;  // Arguments of the processes.
  std::vector<std::string> voice;
  std::optional<pid_t> voice_left_behind;  // Goes on as it is: it has calls.
};

/// Everything that can be wrong with the flags is said before anything is started or made. A core
/// left behind is ended; a voice left behind goes on when it does what this one would do, and
/// otherwise it is ended without a word to its calls, which the next voice finds in the leg store.
///
/// Fault input: a flag. Fault network: an address is taken. Fault fenced: the folder is. Fault
/// disk.
Result<Launch> prepare_launch(const ServeOptions& options, const Program& program, Logger& logger);

}  // namespace relevo
