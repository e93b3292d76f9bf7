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
  int ready_to = -1;       // A pipe: gets `http=ADDR:PORT sip=ADDR:PORT position=N` once ready.
};

/// Serves until SIGTERM or SIGINT. Fault input: --operation is wrong. Fault disk, network, fenced.
Result<void> run_core(const CoreProcess& options, Logger& logger);

}  // namespace relevo
