// `relevo verify`: what a log says, folded anew by a program that does nothing else.
#pragma once

#include <cstdint>
#include <string>

namespace relevo {

struct VerifyCommand {
  std::string data = "data";
  std::uint64_t position = 0;  // The state at this position; 0 = at the end.
};

/// Prints `position=N hash=H` and gives 0; or says where the log is broken and gives 2. The
/// installation must be stopped.
int verify_command(const VerifyCommand& command);

}  // namespace relevo
