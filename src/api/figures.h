// What was counted, and what was planned for the same time: the sums that figures are made of.
#pragma once

#include <map>
#include <optional>

#include "api/floor.h"
#include "calendar/calendar.h"
#include "core/shift.h"

namespace relevo {

/// How much of the span lies within the shift's hours, by the clocks of the zone: the hour that is
/// left out when summer begins is not worked, one that comes twice is.
Duration scheduled(const Shift& shift, const TimeZone& zone, Span span);

/// Tallies::sums up to now, with the scheduled time of those who are in the operation in force.
std::map<Subject, Amounts> figures_of(const Floor& floor, SubjectKind by, Span span,
                                      std::optional<std::uint64_t> of);

}  // namespace relevo
