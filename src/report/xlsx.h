// A report as an Excel workbook (ECMA-376), by libxlsxwriter.
#pragma once

#include <string>

#include "base/result.h"
#include "report/table.h"

namespace relevo::report {

/// Rows that a sheet has room for below its heading.
inline constexpr std::size_t sheet_rows_max = 1'048'575;

/// One sheet: a heading that stays, numbers as numbers in formats of their kind. Fault limit: more
/// rows than sheet_rows_max. Fault disk: the machine has no room for it.
Result<std::string> xlsx_of(const Table& table, Language language);

}  // namespace relevo::report
