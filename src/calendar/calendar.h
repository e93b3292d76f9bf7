// Days as people have them: of a time zone, from one cut to the next.
//
// The zones are those of the machine's tz database (IANA, package tzdata); dates are Gregorian.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/time.h"

namespace date {
class time_zone;
}

namespace relevo {

/// A date without a place.
struct Date {
  int year = 1970;
  unsigned month = 1;
  unsigned day = 1;

  friend auto operator<=>(const Date&, const Date&) = default;
};

/// `2026-01-31`; nothing when it is no date, of a year from 1970 to 9999.
std::optional<Date> date_from(std::string_view text);
std::string text_of(const Date& date);
Date next(const Date& date);
Date previous(const Date& date);

/// 0 is Monday, 6 Sunday.
unsigned weekday_of(const Date& date);

/// A time zone. Small; any thread.
class TimeZone {
 public:
  /// By its name in the database, like `America/Mexico_City`. Fault input: there is none such.
  static Result<TimeZone> named(std::string_view name);

  /// The day that the moment, of the wall clock, lies in: `cut` is how long behind midnight a day
  /// begins, 0 to 24 h; what happens before is still of the day before.
  Date day_at(Time wall, Duration cut) const;

  /// When that day begins, on the wall clock. An hour that is left out then begins with the hour
  /// behind it; of one that comes twice it is the first. So a day has 23 to 25 hours, and ends when
  /// the next one begins.
  Time begin_of(const Date& day, Duration cut) const;

  /// What clocks on the wall there show at that moment, as microseconds since their 1 January 1970.
  Time shown_at(Time wall) const;

 private:
  explicit TimeZone(const date::time_zone& zone) : zone_(&zone) {}

  const date::time_zone* zone_;  // Of the library's database, which stays.
};

}  // namespace relevo
