// The command line: commands, flags, their environment and configuration file, and help.
#pragma once

namespace relevo {

/// Gives the exit status: 0 done, 1 refused (the input is wrong), 2 the world is broken, 3 a bug.
int run_command_line(int argc, const char* const* argv);

}  // namespace relevo
