// The program's own words to its operator: one line each on standard error.
#pragma once

#include <memory>
#include <string_view>

#include "base/logger.h"

namespace relevo {

/// Lines as `2026-01-12T09:00:00.123Z info core call arrived contact=17 leg=3`: time, severity,
/// process, what, then the fields. Texts with spaces are quoted. Any thread.
std::unique_ptr<Logger> make_console_logger(std::string_view process);

}  // namespace relevo
