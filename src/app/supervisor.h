// `relevo serve`: starts core and voice, restarts one that dies, and ends them in order.
#pragma once

#include <string>
#include <vector>

#include "app/address.h"
#include "base/logger.h"
#include "base/time.h"

namespace relevo {

struct ServeOptions {
  std::string data = "data";
  std::string operation;
  std::string http = "127.0.0.1:8080";
  std::string sip = "127.0.0.1:5060";
  std::string public_address;
  std::string rtp = "20000-29999";
  Duration drain = seconds(30);
  std::vector<std::vector<std::string>> companions;  // Further children: the demo's phones. They
                                                     // start when ready, with the addresses.
};

/// Runs until SIGTERM or SIGINT and gives the exit status: 0 done, 1 refused, 2 the world is
/// broken, 3 a bug. Prints the ready line once. A second signal ends everything at once.
int serve(const ServeOptions& options, Logger& logger);

}  // namespace relevo
