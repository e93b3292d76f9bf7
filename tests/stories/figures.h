// What a story's `figures` shows: indicators of one subject, or of all of a kind.
#pragma once

#include <string>
#include <vector>

#include "core/operation.h"
#include "text.h"
#include "view/tally/tallies.h"

namespace relevo::stories {

/// `KIND[:CODE] INDICATOR ... last=15m`, or `from=0m to=15m` of the time since the story's `zero`.
/// One line each: `queue:billing offered=4 service_level=2/3 asa=30s/3`; `none` where there is no
/// value.
std::vector<std::string> figures(Arguments& arguments, const Operation& operation,
                                 const Tallies& tallies, Time zero, Time now);

}  // namespace relevo::stories
