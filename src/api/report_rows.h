// A report's table, from what the principal sees.
#pragma once

#include "api/figures_query.h"
#include "api/floor.h"
#include "api/policy.h"
#include "api/report_form.h"
#include "base/result.h"
#include "report/table.h"

namespace relevo {

inline constexpr std::size_t report_cells_max = 600'000;    // Of one report.
inline constexpr std::size_t report_contacts_max = 10'000;  // Looked at for one.

/// What a report is asked for.
struct ReportAsked {
  const ReportForm& form;
  const FiguresQuery& query;  // By the form's kind; names its indicators.
  const Principal& principal;
  const Sight& sight;
  report::Language language;  // Of texts in rows.
};

/// Fault limit, for people: it would be too long. Fault disk: the archive cannot be read.
Result<report::Table> report_table(const ReportAsked& asked, const Floor& floor);

}  // namespace relevo
