// `relevo serve`: starts core and voice, restarts one that dies, and ends them in order.
#pragma once

#include <functional>
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
  int keep_log_days = 0;  // 0: the whole log is kept.
  int log_file_kb = 65'536;

  std::vector<std::string> arguments;  // Of the command line, for the program of an upgrade.
  int handover = -1;                   // Descriptor of what another program of this process left.
  bool check = false;                  // Only say what this program is and whether this is right.

  /// Whether core and voice live on when the supervisor is killed, until another takes over. Where
  /// they do not, nobody can ask for an upgrade either.
  bool children_outlive = true;

  /// Further children, started once when ready: given the ready line's addresses, gives the
  /// arguments of each. The demo's people.
  std::function<std::vector<std::vector<std::string>>(const std::string& http,
                                                      const std::string& sip)>
      companions;
  std::function<void(const std::string& http, const std::string& sip)> on_ready;
};

/// Runs until SIGTERM or SIGINT and gives the exit status: 0 done, 1 refused, 2 the world is
/// broken, 3 a bug. Prints the ready line once. Live contacts go on for `drain` at most; a second
/// signal ends them at once, a third ends the processes by force.
int serve(const ServeOptions& options, Logger& logger);

}  // namespace relevo
