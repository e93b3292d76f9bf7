// The reports that there are: what each has a row for, and which columns.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "base/time.h"
#include "core/subject.h"
#include "report/table.h"
#include "view/tally/measure.h"

namespace relevo {

enum class ReportRows : std::uint8_t {
  figures,   // A subject of the kind, or a subject and a step.
  stays,     // An agent's sign-in up to the sign-out.
  contacts,  // A contact.
};

/// Agents' time in a state, which is no indicator.
struct TimeColumn {
  std::string_view name;
  report::Words title;
  Measure measure = Measure::none;
};

struct ReportForm {
  std::string_view name;
  report::Words title;
  report::Words help;
  ReportRows rows = ReportRows::figures;
  SubjectKind by = SubjectKind::operation;  // Also what `of` names.
  Duration step;                            // Unless another is asked for; 0: has no steps.
  std::span<const std::string_view> indicators;
  std::span<const TimeColumn> times;  // Behind the indicators.
};

std::span<const ReportForm> report_forms();

/// Nullptr when there is none of that name.
const ReportForm* report_form(std::string_view name);

}  // namespace relevo
