// The program's own words to its operator: one line each on standard error.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

#include "base/logger.h"

namespace relevo {

/// How many lines wait when standard error takes none. Behind it the oldest are dropped, and
/// counted in a line when there is room again.
inline constexpr std::size_t console_lines_max = 2048;

/// Lines as `2026-01-12T09:00:00.123Z info core call arrived contact=17 leg=3`: time, severity,
/// process, what, then the fields. Texts with spaces are quoted. Any thread, and
/// none ever waits for who reads standard error: a thread of the logger's own writes. Its end waits
/// for what is not written yet, for a second at most.
std::unique_ptr<Logger> make_console_logger(std::string_view process);

}  // namespace relevo
