// `relevo upgrade`: asks a running serve to move to another executable, and shows how it goes.
#pragma once

#include <string>

#include "app/control.h"

namespace relevo {

struct UpgradeCommand {
  std::string data = "data";
  std::string program;  // Empty: what is at the path that serve was started by.
  int patience_s = 30;
};

/// Gives the exit status: 0 all runs on it, 1 refused, 2 it failed and went back, or nobody knows.
int upgrade_command(const UpgradeCommand& command);

}  // namespace relevo
