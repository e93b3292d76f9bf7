// Hours of a week as people write them: `mon-fri 09:00-18:00`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "core/shift.h"

namespace relevo::operation {

/// Days are mon, tue, wed, thu, fri, sat, sun, with commas and as ranges; a second time that is not
/// behind the first is of the next day. Fault input: what it says is nothing of that, in words.
Result<ShiftHours> hours_from(std::string_view text);

/// Back again, as one would write it.
std::string in_words(const ShiftHours& hours);

/// Whether two of them are at the same time somewhere in a week.
bool overlap(const std::vector<ShiftHours>& hours);

}  // namespace relevo::operation
