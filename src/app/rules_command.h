// `relevo rules`: what deviation rules say of figures that are made up, and of a floor of the past.
#pragma once

#include <string>

namespace CLI {
class App;
}  // namespace CLI

namespace relevo {

struct RulesCommand {
  std::string file;  // Operation file or folder.
  std::string data = "data";
  int days = 7;
  bool tests = false;  // Else the backtest.
};

/// The commands' flags.
void add_rules(CLI::App& program, const char* group, RulesCommand& rules);

/// Gives the exit status; 1 also when a test fails.
int rules_command(const RulesCommand& command);

}  // namespace relevo
