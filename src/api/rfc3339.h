// Wall-clock times as the outside writes them: 2026-01-31T09:30:00.000Z.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace relevo {

/// UTC with milliseconds. Outside the years 1970 to 9999 the nearest time there.
std::string rfc3339(Time wall);

/// Reads YYYY-MM-DDTHH:MM:SS with an optional fraction, in UTC (`Z`). Nothing: anything else.
std::optional<Time> from_rfc3339(std::string_view text);

}  // namespace relevo
