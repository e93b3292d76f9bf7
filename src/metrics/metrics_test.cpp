#include <doctest/doctest.h>

#include "metrics/page.h"

namespace relevo {

namespace {

constexpr Family calls{"calls_total", Family::Kind::counter, "Calls, by queue."};
constexpr Family wait{"wait_seconds", Family::Kind::gauge, "The longest wait."};
constexpr Family took{"took_seconds", Family::Kind::histogram, "How long it took."};

}  // namespace

TEST_CASE("metrics: counters and gauges with their labels, one family after the other") {
  Counter counter;
  counter.add();
  counter.add(4);
  Gauge gauge;
  gauge.set(3);
  gauge.add(-5);
  MetricsPage page;
  page.begin(calls);
  page.sample(counter.value(), {{"queue", "soporte"}, {"how", "a\\b\"c\nd"}});
  page.sample(gauge.value());
  page.alone(wait, milliseconds(1500));
  CHECK(page.take() ==
        "# HELP calls_total Calls, by queue.\n"
        "# TYPE calls_total counter\n"
        "calls_total{queue=\"soporte\",how=\"a\\\\b\\\"c\\nd\"} 5\n"
        "calls_total -2\n"
        "# HELP wait_seconds The longest wait.\n"
        "# TYPE wait_seconds gauge\n"
        "wait_seconds 1.5\n");
}

TEST_CASE("metrics: seconds are written without rounding") {
  for (const auto& [duration, text] :
       std::initializer_list<std::pair<Duration, const char*>>{{{}, "0"},
                                                               {microseconds(1), "0.000001"},
                                                               {seconds(12), "12"},
                                                               {milliseconds(-20), "-0.02"},
                                                               {hours(1'000'000), "3600000000"}}) {
    MetricsPage page;
    page.sample(duration);
    CHECK(page.take() == std::string(" ") + text + "\n");
  }
}

TEST_CASE("metrics: a time belongs to the bucket whose bound it does not exceed") {
  Histogram histogram;
  for (const Duration time : {Duration{-1}, Duration{}, microseconds(32)}) histogram.record(time);
  histogram.record(microseconds(33));
  histogram.record(microseconds(64));
  histogram.record(Histogram::bound(Histogram::buckets_count - 2));
  histogram.record(Histogram::bound(Histogram::buckets_count - 2) + microseconds(1));
  histogram.record(hours(24));
  CHECK(histogram.count(0) == 3);
  CHECK(histogram.count(1) == 2);
  CHECK(histogram.count(Histogram::buckets_count - 2) == 1);
  CHECK(histogram.count(Histogram::buckets_count - 1) == 2);
  MetricsPage page;
  page.alone(took, histogram);
  const std::string text = page.take();
  CHECK(text.find("took_seconds_bucket{le=\"0.000032\"} 3\n") != std::string::npos);
  CHECK(text.find("took_seconds_bucket{le=\"0.000064\"} 5\n") != std::string::npos);
  CHECK(text.find("took_seconds_bucket{le=\"33.554432\"} 6\n") != std::string::npos);
  CHECK(text.find("took_seconds_bucket{le=\"+Inf\"} 8\n") != std::string::npos);
  CHECK(text.find("took_seconds_count 8\n") != std::string::npos);
}

}  // namespace relevo
