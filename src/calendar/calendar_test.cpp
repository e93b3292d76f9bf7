// Days of zones with and without summer time, with cuts behind midnight, checked against dates that
// were worked out by hand; and that days follow each other without a gap everywhere.
#include "calendar/calendar.h"

#include <doctest/doctest.h>

#include <string>

namespace relevo {

namespace {

TimeZone zone(const char* name) {
  const auto found = TimeZone::named(name);
  REQUIRE(found);
  return *found;
}

/// Of a moment of UTC.
Time utc(int year, unsigned month, unsigned day, std::int64_t hour, std::int64_t minute = 0) {
  const Time begin = zone("Etc/UTC").begin_of({year, month, day}, {});
  return begin + hours(hour) + minutes(minute);
}

}  // namespace

TEST_CASE("calendar: a date is read and written, and only a date") {
  const auto date = date_from("2028-02-29");
  REQUIRE(date);
  CHECK(*date == Date{2028, 2, 29});
  CHECK(text_of(*date) == "2028-02-29");
  CHECK(text_of(next(*date)) == "2028-03-01");
  CHECK(text_of(previous({2026, 1, 1})) == "2025-12-31");
  for (const char* wrong : {"", "2026-02-29", "2026-13-01", "2026-1-01", "26-01-01", "1969-12-31",
                            "2026-01-01T", "2026/01/01", "2026-0a-01", "-026-01-01"}) {
    CAPTURE(std::string{wrong});
    CHECK_FALSE(date_from(wrong));
  }
}

TEST_CASE("calendar: a zone that is none is refused") {
  for (const char* wrong : {"", "Mexico", "America/Atlantis", "../../etc/passwd", "UTC+6"}) {
    CAPTURE(std::string{wrong});
    const auto none = TimeZone::named(wrong);
    REQUIRE_FALSE(none);
    CHECK(none.error().kind == Fault::Kind::input);
  }
}

TEST_CASE("calendar: the same moment is another day in another zone") {
  const Time evening = utc(2026, 11, 23, 3);
  CHECK(zone("America/Mexico_City").day_at(evening, {}) == Date{2026, 11, 22});
  CHECK(zone("Europe/Madrid").day_at(evening, {}) == Date{2026, 11, 23});
  // Six hours behind, all year since 2022.
  CHECK(zone("America/Mexico_City").begin_of({2026, 11, 22}, {}) == utc(2026, 11, 22, 6));
  CHECK(zone("America/Mexico_City").begin_of({2026, 7, 1}, {}) == utc(2026, 7, 1, 6));
  CHECK(zone("America/Tijuana").begin_of({2026, 7, 1}, {}) == utc(2026, 7, 1, 7));
}

TEST_CASE("calendar: a night belongs to the day that it began in, up to the cut") {
  const TimeZone mexico = zone("America/Mexico_City");
  const Duration cut = hours(5);
  CHECK(mexico.begin_of({2026, 11, 22}, cut) == utc(2026, 11, 22, 11));
  CHECK(mexico.day_at(utc(2026, 11, 23, 10, 59), cut) == Date{2026, 11, 22});
  CHECK(mexico.day_at(utc(2026, 11, 23, 11), cut) == Date{2026, 11, 23});
}

TEST_CASE("calendar: the days on which clocks are changed have 23 and 25 hours") {
  const TimeZone madrid = zone("Europe/Madrid");
  const auto length = [&](const Date& day, Duration cut) {
    return madrid.begin_of(next(day), cut) - madrid.begin_of(day, cut);
  };
  CHECK(length({2026, 3, 29}, {}) == hours(23));
  CHECK(length({2026, 10, 25}, {}) == hours(25));
  // A cut within the hour that is left out: the day begins with what comes behind it, at 3:00.
  CHECK(madrid.begin_of({2026, 3, 29}, hours(2) + minutes(30)) == utc(2026, 3, 29, 1));
  // Within the one that comes twice: the first, at summer's time.
  CHECK(madrid.begin_of({2026, 10, 25}, hours(2) + minutes(30)) == utc(2026, 10, 25, 0, 30));
  CHECK(madrid.day_at(utc(2026, 10, 25, 0, 45), hours(2) + minutes(30)) == Date{2026, 10, 25});
  CHECK(madrid.day_at(utc(2026, 10, 25, 1, 15), hours(2) + minutes(30)) == Date{2026, 10, 25});
}

TEST_CASE("calendar: every quarter of a year is in the day whose span it is in") {
  for (const char* name :
       {"America/Mexico_City", "Europe/Madrid", "America/Tijuana", "Asia/Kathmandu",
        "Australia/Lord_Howe", "Africa/Casablanca", "Pacific/Apia", "America/Santiago"}) {
    const TimeZone here = zone(name);
    for (const Duration cut : {Duration{}, hours(2) + minutes(30), hours(23) + minutes(45)}) {
      CAPTURE(std::string{name});
      Date before = here.day_at(utc(2026, 1, 1, 0), cut);
      for (Time at = utc(2026, 1, 1, 0); at < utc(2027, 1, 1, 0); at = at + minutes(15)) {
        const Date day = here.day_at(at, cut);
        REQUIRE(here.begin_of(day, cut) <= at);
        REQUIRE(at < here.begin_of(next(day), cut));
        REQUIRE((day == before || day == next(before)));
        REQUIRE(here.begin_of(day, cut).us % minutes(15).us == 0);
        before = day;
      }
    }
  }
}

}  // namespace relevo
