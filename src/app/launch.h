// What `relevo serve` needs before it starts its processes: addresses, folder, and what an earlier
// supervisor left behind or hands over.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/handover.h"
#include "app/orphans.h"
#include "app/paths.h"
#include "app/program.h"
#include "app/supervisor.h"

namespace relevo {

struct Launch {
  DataPaths paths;
  int data_lock = -1;
  int http_listener = -1;
  std::string sip;                // ADDR:PORT of voice.
  std::vector<std::string> core;  // Arguments of the processes.
  std::vector<std::string> voice;
  std::optional<pid_t> voice_left_behind;  // Goes on as it is: it has calls.
  std::optional<Handover> handed_over;     // Both go on as they are, in this process's care.
  bool calls_may_live = false;             // In that voice, or in the leg store.
  bool store_left_behind = false;          // The leg store was there; phones may be in it alone.
};

/// Whether the flags are right, without a look at the world. Fault input.
Result<void> check_flags(const ServeOptions& options);

/// Everything that can be wrong with the flags is said before anything is started or made. A core
/// left behind is ended; a voice left behind goes on when it does what this one would do, and
/// otherwise it is ended without a word to its calls, which the next voice finds in the leg store.
///
/// Fault input: a flag. Fault network: an address is taken. Fault fenced: the folder is. Fault
/// disk.
Result<Launch> prepare_launch(const ServeOptions& options, const Program& program, Logger& logger);

/// The same from what this process has been handed as another program. Fault input, disk.
Result<Launch> take_handover(const ServeOptions& options);

}  // namespace relevo
