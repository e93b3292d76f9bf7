// In which zone, and how long behind midnight, a day begins.
#include "calendar/calendar.h"
#include "operation/reading.h"

namespace relevo::operation {

namespace {

constexpr std::int64_t quarters_of_a_day = 24 * 4;

/// `05:30`, on a quarter of an hour; nothing when it is no such time.
std::optional<Duration> cut_from(std::string_view text) {
  for (std::int64_t quarter = 0; quarter < quarters_of_a_day; ++quarter) {
    const auto digits = [](std::int64_t number) {
      return std::string{static_cast<char>('0' + number / 10),
                         static_cast<char>('0' + number % 10)};
    };
    if (text == digits(quarter / 4) + ":" + digits(quarter % 4 * 15)) {
      return minutes(quarter * 15);
    }
  }
  return std::nullopt;
}

}  // namespace

Days read_days(const Table& table, const Days& otherwise) {
  Days days = otherwise;
  if (const auto name = table.text("time_zone", {1, 64})) {
    const auto zone = TimeZone::named(*name);
    if (!zone) {
      table.refuse("time_zone", zone.error().what);
    } else {
      days.time_zone = Text<64>{*name};
    }
  }
  if (const auto text = table.text("day_cut", {1, 16})) {
    const auto cut = cut_from(*text);
    if (!cut) {
      table.refuse("day_cut",
                   quoted(*text) + " is no quarter of an hour of a day; write one like \"05:00\"");
    } else {
      days.day_cut = *cut;
    }
  }
  return days;
}

}  // namespace relevo::operation
