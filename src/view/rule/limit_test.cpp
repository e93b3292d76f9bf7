// Comparing is exact, also where a product has more than 64 bits.
#include "view/rule/limit.h"

#include <doctest/doctest.h>

#include <limits>

#include "base/prng.h"
#include "base/time.h"

namespace relevo {

TEST_CASE("limit: a value against a limit, in each unit") {
  const auto of = [](Value value, Unit unit, std::int64_t limit) {
    return compare(value, millionths_of(unit), limit);
  };
  // Two of 25 are 8 %.
  CHECK(of({2, 25}, Unit::ratio, 80'000) == 0);
  CHECK(of({2, 25}, Unit::ratio, 79'999) > 0);
  CHECK(of({2, 25}, Unit::ratio, 80'001) < 0);
  // A third is more than 33.3333 %, and less than 33.3334 %.
  CHECK(of({1, 3}, Unit::ratio, 333'333) > 0);
  CHECK(of({1, 3}, Unit::ratio, 333'334) < 0);
  // 270 s of three are 90 s each.
  CHECK(of({seconds(270).us, 3}, Unit::duration, seconds(90).us) == 0);
  CHECK(of({seconds(270).us + 1, 3}, Unit::duration, seconds(90).us) > 0);
  // Three in two hours are 1.5 an hour.
  CHECK(of({3, hours(2).us}, Unit::per_hour, 1'500'000) == 0);
  CHECK(of({3, hours(2).us + 1}, Unit::per_hour, 1'500'000) < 0);
  CHECK(of({10, 1}, Unit::count, 10'000'000) == 0);
  CHECK(of({3, 2}, Unit::each, 1'500'000) == 0);
  CHECK(of({-1, 2}, Unit::ratio, 0) < 0);
}

TEST_CASE("limit: where products overflow") {
  constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
  CHECK(compare({most, most}, 1'000'000, 1'000'000) == 0);
  CHECK(compare({most - 1, most}, 1'000'000, 1'000'000) < 0);
  CHECK(compare({most, most - 1}, 1'000'000, 1'000'000) > 0);
  CHECK(compare({-most, 1}, 1'000'000, 1) < 0);
  CHECK(compare({hours(24).us * 100'000, hours(24).us * 100'000}, 1'000'000, 999'999) > 0);
}

TEST_CASE("limit: the same fraction written larger compares the same") {
  for (std::uint64_t seed = 0; seed < 20'000; ++seed) {
    Prng prng{seed};
    const auto small = [&](std::uint64_t end) {
      return static_cast<std::int64_t>(prng.below(end));
    };
    const Value value{.part = small(2'000) - 500, .whole = 1 + small(1'000)};
    const std::int64_t scale = 1 + small(1'000);
    const std::int64_t limit = small(2'000);
    const std::int64_t larger = std::int64_t{1} << (40 + prng.below(10));
    const Value written_larger{.part = value.part * larger, .whole = value.whole * larger};
    const auto exact = value.part * scale <=> limit * value.whole;
    CHECK(compare(value, scale, limit) == exact);
    CHECK(compare(written_larger, scale * larger, limit * larger) == exact);
  }
}

TEST_CASE("limit: a value of so many millionths is just that") {
  for (const Unit unit : {Unit::count, Unit::ratio, Unit::each, Unit::duration, Unit::per_hour}) {
    const Value value = value_of(1'234'567, unit);
    CHECK(compare(value, millionths_of(unit), 1'234'567) == 0);
    CHECK(compare(value, millionths_of(unit), 1'234'566) > 0);
  }
}

}  // namespace relevo
