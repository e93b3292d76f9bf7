// Spreads and series by themselves: buckets, cells, spans.
#include "view/tally/series.h"

#include <doctest/doctest.h>

#include "base/bytes.h"

namespace relevo {

namespace {

constexpr Time noon{hours(400'000).us};

/// The byte form of a series that has no minutes.
struct Quarters {
  std::vector<Cell> quarters;
};

template <class V>
void fields(V& visit, Quarters& o) {
  visit(2, "quarters", o.quarters);
}

void add(Series& series, Time at, Measure measure, std::int64_t amount = 1) {
  const Entry entry{.key = key_of(measure), .amount = amount};
  series.add(at, {&entry, 1});
}

Amounts sum_of(const Series& series, Span span) {
  Amounts amounts;
  series.sum(span, amounts);
  return amounts;
}

}  // namespace

TEST_CASE("spread: each length is in its bucket, and known within a sixteenth") {
  std::uint32_t before = 0;
  for (std::int64_t ms = 0; ms < hours(40).us / 1000; ms += 1 + ms / 50) {
    CAPTURE(ms);
    const std::uint32_t bucket = bucket_of(milliseconds(ms));
    REQUIRE(bucket >= before);
    REQUIRE(bucket < spread_buckets);
    before = bucket;
    if (bucket + 1 == spread_buckets) continue;
    REQUIRE(in_ms(longest_in(bucket)) >= ms);
    REQUIRE((in_ms(longest_in(bucket)) - ms) * 16 <= ms);
    REQUIRE(bucket_of(longest_in(bucket)) == bucket);
    REQUIRE(bucket_of(longest_in(bucket) + milliseconds(1)) == bucket + 1);
  }
  CHECK(before == spread_buckets - 1);
  CHECK(bucket_of(seconds(-5)) == 0);
}

TEST_CASE("spread: ranks are the nearest, and add up") {
  Amounts amounts;
  CHECK(amounts.at_most(Spread::wait, 500) == Duration{});
  for (int ms = 1; ms <= 10; ++ms) amounts.add(Spread::wait, bucket_of(milliseconds(ms)), 1);
  CHECK(amounts.at_most(Spread::wait, 0) == milliseconds(1));
  CHECK(amounts.at_most(Spread::wait, 500) == milliseconds(5));
  CHECK(amounts.at_most(Spread::wait, 900) == milliseconds(9));
  CHECK(amounts.at_most(Spread::wait, 901) == milliseconds(10));
  CHECK(amounts.at_most(Spread::wait, 1000) == milliseconds(10));
  CHECK(amounts.at_most(Spread::handle, 500) == Duration{});
  Amounts other;
  other.add(Spread::wait, bucket_of(milliseconds(1)), 20);
  other.add(amounts);
  CHECK(other.count(Spread::wait) == 30);
  CHECK(other.at_most(Spread::wait, 500) == milliseconds(1));
}

TEST_CASE("amounts: what is the greatest does not add up") {
  Amounts a;
  Amounts b;
  a.raise(Measure::longest_wait, 5);
  b.raise(Measure::longest_wait, 7);
  a.add(Measure::waiting, 1);
  b.add(Measure::waiting, 2);
  a.add(b);
  CHECK(a[Measure::longest_wait] == 7);
  CHECK(a[Measure::waiting] == 3);
}

TEST_CASE("series: quarters add up, whatever the order; what comes to nothing is not kept") {
  Series series;
  add(series, noon + minutes(20), Measure::offered, 1);
  add(series, noon + minutes(5), Measure::offered, 2);
  add(series, noon + minutes(14), Measure::offered, 4);
  add(series, noon + minutes(15), Measure::answered, 1);
  add(series, noon + minutes(16), Measure::answered, -1);
  CHECK(sum_of(series, {noon, noon + minutes(15)})[Measure::offered] == 6);
  CHECK(sum_of(series, {noon + minutes(15), noon + minutes(30)})[Measure::offered] == 1);
  CHECK(sum_of(series, {noon, noon + minutes(30)})[Measure::offered] == 7);
  REQUIRE(series.quarters().size() == 2);
  CHECK(series.quarters()[1].entries.size() == 1);
  CHECK(series.is_sound());
}

TEST_CASE("series: the last hour is known by the minute") {
  Series series;
  for (int minute = 0; minute < 180; ++minute)
    add(series, noon + minutes(minute), Measure::offered, 1);
  const Time last = noon + minutes(179);
  CHECK(sum_of(series, {last - minutes(9), last + minutes(1)})[Measure::offered] == 10);
  CHECK(sum_of(series, {last - minutes(60), last + minutes(1)})[Measure::offered] == 61);
  CHECK(sum_of(series, {noon, noon + hours(3)})[Measure::offered] == 180);
  add(series, noon, Measure::offered, 1);
  CHECK(sum_of(series, {last - minutes(60), last + minutes(1)})[Measure::offered] == 61);
  CHECK(sum_of(series, {noon, noon + hours(3)})[Measure::offered] == 181);
}

TEST_CASE("series: time counts where it passes, by the minute and by the quarter") {
  Series series;
  const auto ready = Measure::time_ready;
  series.add_time({noon + seconds(30), noon + hours(3) + seconds(90)}, ready);
  CHECK(series.is_sound());
  CHECK(sum_of(series, {noon, noon + minutes(15)})[ready] == (minutes(15) - seconds(30)).us);
  CHECK(sum_of(series, {noon, noon + hours(4)})[ready] == (hours(3) + minutes(1)).us);
  CHECK(sum_of(series, {noon + hours(3) + minutes(1), noon + hours(4)})[ready] == seconds(30).us);
  CHECK(sum_of(series, {noon + hours(2) + minutes(5), noon + hours(2) + minutes(6)})[ready] ==
        minutes(1).us);
  CHECK(series.quarters().size() == 13);
}

TEST_CASE("series: old quarters are forgotten") {
  Series series;
  add(series, noon, Measure::offered, 1);
  add(series, noon + minutes(15), Measure::offered, 1);
  series.forget(noon + minutes(15));
  REQUIRE(series.quarters().size() == 1);
  CHECK(series.quarters()[0].from == noon + minutes(15));
  series.forget(noon + minutes(30));
  CHECK(series.quarters().empty());
}

TEST_CASE("series: what no series could be is known as damage") {
  const auto with = [](const Cell& cell) {
    Series series;
    Bytes bytes;
    encode(bytes, Quarters{{cell}});
    REQUIRE(decode(bytes, series));
    return series;
  };
  CHECK(with({.from = noon, .entries = {{1, 1}, {100, 1}, {867, 1}}}).is_sound());
  CHECK_FALSE(with({.from = noon + minutes(1), .entries = {{1, 1}}}).is_sound());
  CHECK_FALSE(with({.from = noon, .entries = {{2, 1}, {1, 1}}}).is_sound());
  CHECK_FALSE(with({.from = noon, .entries = {{1, 0}}}).is_sound());
  CHECK_FALSE(with({.from = noon, .entries = {{97, 1}}}).is_sound());
  CHECK_FALSE(with({.from = noon, .entries = {{868, 1}}}).is_sound());
}

}  // namespace relevo
