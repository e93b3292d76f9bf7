// An event as one line of text, for people at a terminal: `12 09:30:00.123 contact_queued ...`.
#pragma once

#include <string>

#include "core/operation.h"
#include "core/record.h"

namespace relevo {

/// Position, wall time, kind, then each field that says something as name=value, codes for ids.
std::string event_line(const Record& record, const Operation& operation, Duration wall_offset);

/// The same as the API gives it.
std::string event_json(const Record& record, const Operation& operation, Duration wall_offset);

}  // namespace relevo
