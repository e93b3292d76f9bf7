// The hours in which people are scheduled: a part of the operation document.
#pragma once

#include <cstdint>
#include <vector>

#include "base/id.h"
#include "base/text.h"
#include "base/time.h"
#include "core/types.h"

namespace relevo {

inline constexpr std::size_t shifts_max = 5'000;
inline constexpr std::size_t shift_hours_max = 32;  // Of one shift.

/// From and to are on quarters of an hour, by the clocks of the operation's time zone.
struct ShiftHours {
  std::uint8_t days = 0;  // On which they begin; bit 0 is Monday, bit 6 Sunday.
  Duration from;          // Behind midnight, less than a day.
  Duration length;        // By the clock, up to a day: over midnight it is still the same shift.

  friend bool operator==(const ShiftHours&, const ShiftHours&) = default;
};

struct Shift {
  ShiftId id;
  Code code;
  std::vector<ShiftHours> hours;
  bool retired = false;
};

template <class V>
void fields(V& visit, ShiftHours& o) {
  visit(1, "days", o.days);
  visit(2, "from", o.from);
  visit(3, "length", o.length);
}
template <class V>
void fields(V& visit, Shift& o) {
  visit(1, "id", o.id);
  visit(2, "code", o.code);
  visit(3, "hours", o.hours);
  visit(4, "retired", o.retired);
}

}  // namespace relevo
