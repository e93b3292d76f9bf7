// The core and voice processes that a supervisor left behind when it died.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

#include "app/paths.h"

namespace relevo {

struct Orphan {
  pid_t pid = 0;
  std::string name;                    // core, voice.
  std::vector<std::string> arguments;  // From the name on.

  /// What stands behind this flag; empty when it is not there.
  std::string value_of(const std::string& flag) const;
};

/// This user's processes that serve the data folder. Only for who holds its lock: nobody else's
/// children can be among them then.
std::vector<Orphan> find_orphans(const DataPaths& paths);

/// Asks it to end and waits; ends it by force after `patience_ms`, 0 = at once. Returns when it is
/// gone.
void end_orphan(const Orphan& orphan, int patience_ms);

}  // namespace relevo
