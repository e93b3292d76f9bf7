// The core process: rules, log, API, and the link that voice connects to.
#pragma once

#include <string>

#include "base/logger.h"
#include "base/result.h"

namespace relevo {

struct CoreProcess {
  std::string data;
  std::string operation;   // File or folder; empty = what is in force.
  int http_listener = -1;  // Bound and listening, inherited from the supervisor.
  int ready_to = -1;       // A pipe: gets the line `listening` when voice can connect, and the line
                      // `ready http=ADDR:PORT sip=ADDR:PORT position=N` once everything is there.
  int keep_log_days = 0;    // Older events are dropped; 0: all are kept.
  int log_file_kb = 0;      // KiB of one file of the log; 0: as it does by itself.
  bool draining = false;    // From the start on, as after SIGUSR1: never ready for what is new.
  bool takes_over = false;  // Calls may be in progress: a wrong operation is no reason to end them.
};

/// Serves until SIGTERM or SIGINT; not ready any more from SIGUSR1 on. Without a supervisor it ends
/// by itself when voice has ended. Fault input: --operation is wrong; where it takes over, what is
/// in force stays instead, and an error is logged. Fault disk, network, fenced.
Result<void> run_core(const CoreProcess& options, Logger& logger);

}  // namespace relevo
