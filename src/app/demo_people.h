// The demo's simulated people as the command line starts them.
#pragma once

#include <cstdint>
#include <string>

#include "base/logger.h"
#include "base/result.h"

namespace relevo {

struct DemoPeople {
  std::string http;
  std::string sip;
  std::uint32_t agents = 20;
};

/// Until SIGTERM or SIGINT. Faults of the addresses and of demo::run_people.
Result<void> run_demo_people(const DemoPeople& options, Logger& logger);

}  // namespace relevo
