#include "operation/hours.h"

#include <doctest/doctest.h>

namespace relevo::operation {

TEST_CASE("hours: as people write them, and back") {
  const auto week = hours_from("mon-fri 09:00-18:00");
  REQUIRE(week.has_value());
  CHECK(week->days == 0b0011111);
  CHECK(week->from == hours(9));
  CHECK(week->length == hours(9));
  const auto night = hours_from("sat,sun 22:00-06:15");
  REQUIRE(night.has_value());
  CHECK(night->days == 0b1100000);
  CHECK(night->length == hours(8) + minutes(15));
  for (const char* text : {"mon-fri 09:00-18:00", "mon,wed,fri-sun 22:00-06:00",
                           "mon-sun 00:00-24:00", "tue 23:45-00:15"}) {
    const auto read = hours_from(text);
    REQUIRE(read.has_value());
    CHECK(in_words(*read) == text);
  }
}

TEST_CASE("hours: what is none is refused with the right form") {
  for (const char* text :
       {"", "mon", "mon 9:00-18:00", "mon 09:00", "mon 09:00-18:10", "mon 09:00-09:00",
        "mon 09:00-24:15", "mon 24:00-06:00", "mon 09:00-00:00", "fri-mon 09:00-18:00",
        "lun 09:00-18:00", "mon,mon 09:00-18:00", "mon-wed,tue 09:00-18:00", "mon  09:00-18:00",
        "mon 09:00-18:00 ", "mon 0a:00-18:00", ",mon 09:00-18:00", "mon 09:60-18:00"}) {
    CAPTURE(std::string{text});
    const auto read = hours_from(text);
    REQUIRE_FALSE(read.has_value());
    CHECK(read.error().what.find("mon-fri 09:00-18:00") != std::string::npos);
  }
}

TEST_CASE("hours: the same quarter twice is an overlap, over midnight and the week's end too") {
  const auto all = [](std::initializer_list<const char*> texts) {
    std::vector<ShiftHours> list;
    for (const char* text : texts) list.push_back(hours_from(text).value());
    return list;
  };
  CHECK_FALSE(overlap(all({"mon-fri 09:00-14:00", "mon-fri 16:00-19:00", "sat 09:00-14:00"})));
  CHECK_FALSE(overlap(all({"mon-sun 22:00-06:00", "mon-sun 06:00-22:00"})));
  CHECK(overlap(all({"mon-fri 09:00-14:00", "wed 13:45-15:00"})));
  CHECK(overlap(all({"sun 22:00-06:00", "mon 05:45-07:00"})));
  CHECK_FALSE(overlap({}));
}

}  // namespace relevo::operation
