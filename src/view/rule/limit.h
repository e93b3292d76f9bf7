// Whether a figure is above or below a limit: exact, in whole numbers.
#pragma once

#include <compare>
#include <cstdint>

#include "view/indicator/indicator.h"

namespace relevo {

/// What makes part / whole of a figure the millionths that limits are in (core/deviation_rule.h).
std::int64_t millionths_of(Unit unit);

/// A figure of so many millionths.
Value value_of(std::int64_t millionths, Unit unit);

/// value * scale against limit. Requires a value that is known, and a scale of millionths_of().
std::strong_ordering compare(const Value& value, std::int64_t scale, std::int64_t limit);

}  // namespace relevo
