// Shifts: the hours of a week in which those who have one are scheduled.
#include "operation/hours.h"
#include "operation/reading.h"

namespace relevo::operation {

void read_shifts(Reading& reading) {
  for (const Table& table : reading.sections.all("shift")) {
    const std::string_view code = table.code("code");
    table.require("hours", "[\"mon-fri 09:00-18:00\"]");
    const auto words = table.words("hours");
    if (reading.fault.found()) return;
    Shift* shift = reading.shifts.take(table, "code", table.place_of("code"), code);
    if (shift == nullptr) return;
    if (words.size() > shift_hours_max) {
      return table.refuse("hours", "has " + std::to_string(words.size()) + " entries; keep to " +
                                       std::to_string(shift_hours_max));
    }
    for (const Word& word : words) {
      const auto hours = hours_from(word.text);
      if (!hours)
        return table.refuse(word.place, "hours", quoted(word.text) + " " + hours.error().what);
      shift->hours.push_back(*hours);
      if (overlap(shift->hours)) {
        return table.refuse(word.place, "hours",
                            quoted(word.text) +
                                " is at the same time as other hours of this "
                                "shift; write each hour of a week once");
      }
    }
  }
}

}  // namespace relevo::operation
