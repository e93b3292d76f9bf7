// `relevo demo`: the demo operation with simulated people, in a folder that is gone afterwards.
#pragma once

#include <cstdint>
#include <string>

#include "app/supervisor.h"

namespace relevo {

struct DemoOptions {
  ServeOptions serve;
  std::uint32_t agents = 20;  // More than 20 are made up: 2001, 2002, ... in teams of ten.
};

/// As serve(): gives the exit status.
int run_demo(DemoOptions options, Logger& logger);

}  // namespace relevo
