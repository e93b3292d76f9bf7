// A report as comma-separated values (RFC 4180), as spreadsheets open it.
#pragma once

#include <string>

#include "report/table.h"

namespace relevo::report {

/// UTF-8 behind a byte order mark, a heading of titles, lines end in CR LF. Lengths are
/// `h:mm:ss`, shares percentages with two places, times `2026-01-31 09:30:00`; no value is empty. A
/// text that a spreadsheet would take for a formula gets an apostrophe in front.
std::string csv_of(const Table& table, Language language);

/// A time of a report's zone, as there: `2026-01-31 09:30:00`.
std::string written(Time shown);

}  // namespace relevo::report
