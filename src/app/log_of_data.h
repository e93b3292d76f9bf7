// The log in a data folder, for commands that only read.
#pragma once

#include <memory>
#include <string>

#include "log/log_reader.h"

namespace relevo {

/// Of a running or stopped server. Fault input: the folder holds no log. Faults of the log.
Result<std::unique_ptr<LogReader>> open_log_of(const std::string& data);

/// Says it on standard error; gives the exit status.
int fail(const char* command, const Fault& fault);

}  // namespace relevo
