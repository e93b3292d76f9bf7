// Where a log begins whose oldest events were dropped: what is said to whoever asks for them.
#pragma once

#include <string>

#include "log/log.h"

namespace relevo {

/// "the log begins with position 412 of 2026-03-01T09:00:00.000Z, what was before it was dropped";
/// the time is the log's. Requires that something was dropped. Reads one batch. Any thread.
std::string where_it_begins(const LogSource& log);

/// "nothing before position 530 of 2026-03-01T10:00:00.000Z can be shown, for older events were
/// dropped": that of the oldest snapshot in the folder that the log reaches back to.
std::string from_where_it_can_be_folded(const LogSource& log, const std::string& snapshots);

}  // namespace relevo
