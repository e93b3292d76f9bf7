// The small words: text, list, the names of enums.
#include <doctest/doctest.h>

#include <string>

#include "base/enum_name.h"
#include "base/list.h"
#include "base/text.h"
#include "base/time.h"

namespace relevo {

namespace {

enum class Weather : std::uint8_t { none = 0, dry = 1, break_ = 3 };

}  // namespace

TEST_CASE("text: holds up to its limit, and equal texts are equal bytes") {
  CHECK(Text<3>::fits("abc"));
  CHECK_FALSE(Text<3>::fits("abcd"));
  Text<3> text{"abc"};
  text = Text<3>{"a"};
  CHECK(text == Text<3>{"a"});
  CHECK(text.bytes == Text<3>{"a"}.bytes);
  CHECK(Text<3>{"a"} < Text<3>{"ab"});
  CHECK(Text<3>{}.empty());
}

TEST_CASE("code: 1 to 32 of a-z, 0-9, _ . -") {
  CHECK(is_code("equipo-1"));
  CHECK(is_code(std::string(32, 'a')));
  CHECK_FALSE(is_code(""));
  CHECK_FALSE(is_code(std::string(33, 'a')));
  CHECK_FALSE(is_code("Soporte"));
  CHECK_FALSE(is_code("a b"));
  CHECK_FALSE(is_code("ñ"));
}

TEST_CASE("list: fills up to its limit") {
  List<int, 2> list;
  CHECK(list.empty());
  list.push_back(1);
  list.push_back(2);
  CHECK(list.full());
  CHECK(list[1] == 2);
  CHECK(list.end() - list.begin() == 2);
}

TEST_CASE("enum_name: as in the source, without the _ behind a keyword") {
  CHECK(enum_name(Weather::dry) == "dry");
  CHECK(enum_name(Weather::break_) == "break");
  CHECK(enum_name(static_cast<Weather>(2)).empty());
  CHECK(enum_name(static_cast<Weather>(255)).empty());
  CHECK(enum_from_name<Weather>("break") == Weather::break_);
  CHECK_FALSE(enum_from_name<Weather>("break_").has_value());
  CHECK_FALSE(enum_from_name<Weather>("").has_value());
  CHECK_FALSE(enum_from_name<Weather>("Dry").has_value());
}

TEST_CASE("time: lengths and points add up, and milliseconds are rounded down") {
  CHECK(minutes(1) == seconds(60));
  CHECK(Time{5} + seconds(1) - Time{5} == seconds(1));
  CHECK(in_ms(microseconds(1999)) == 1);
}

}  // namespace relevo
