// `relevo verify`: what a log says, folded anew by a program that does nothing else.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace relevo {

struct VerifyCommand {
  std::string data = "data";
  std::uint64_t position = 0;  // The state at this position; 0 = at the end.
  std::optional<std::uint64_t> cut_after;
  bool yes = false;
};

/// Prints `position=N hash=H` of a running or stopped installation and gives 0; or says where the
/// log is broken and gives 2. Of a log that has lost its oldest events it says first from which
/// snapshot it is folded.
///
/// With cut_after: shows what a cut there takes away, asks, moves it aside, and then does the same.
/// Gives 1, and nothing is changed, when it is refused, by the person asked too.
int verify_command(const VerifyCommand& command);

}  // namespace relevo
