// `relevo apply` and `relevo status`: what talks to a running server over its API.
#pragma once

#include <string>

#include "app/api_client.h"

namespace relevo {

struct ApplyCommand {
  std::string path;
  bool yes = false;
};

/// Shows the difference, asks, applies. Gives the exit status.
int apply_command(const ApplyCommand& command, const ClientOptions& options);

/// One screen of the floor. Gives the exit status.
int status_command(const ClientOptions& options);

}  // namespace relevo
