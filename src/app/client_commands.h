// `relevo apply` and `relevo status`: what talks to a running server over its API.
#pragma once

#include <string>

namespace relevo {

struct ClientOptions {
  std::string http = "127.0.0.1:8080";
  std::string user = "admin";
  std::string password_file;
};

struct ApplyCommand {
  std::string path;
  bool yes = false;
};

/// Both give the exit status.
int apply_command(const ApplyCommand& command, const ClientOptions& client);
int status_command(const ClientOptions& client);

}  // namespace relevo
