#include "demo/arrivals.h"

#include <doctest/doctest.h>

#include <cmath>

#include "demo/chance.h"

using namespace relevo;
using namespace relevo::demo;

TEST_CASE("arrivals: as many as the rate says, on average, and spread as a Poisson process is") {
  Prng prng{7};
  Arrivals arrivals{prng};
  const double per_second = 0.2;
  std::uint64_t total = 0;
  double squares = 0;
  const int looks = 20'000;  // Of 10 s each: 2 arrivals on average.
  arrivals.due(Time{}, per_second);
  for (int i = 1; i <= looks; ++i) {
    const std::uint32_t count =
        arrivals.due(Time{} + seconds(10) + seconds(10 * (i - 1)), per_second);
    total += count;
    squares += (count - 2.0) * (count - 2.0);
  }
  CHECK(std::abs(static_cast<double>(total) / looks - 2.0) < 0.05);
  CHECK(std::abs(squares / looks - 2.0) < 0.1);  // Its variance is its mean.
}

TEST_CASE("arrivals: none without anybody on duty, and no flood after a long gap") {
  Prng prng{7};
  Arrivals arrivals{prng};
  CHECK(arrivals.due(Time{}, 5) == 0);
  CHECK(arrivals.due(Time{} + hours(1), 0) == 0);
  CHECK(arrivals.due(Time{} + hours(2), 5) == Arrivals::burst_max);
  CHECK(Arrivals::rate(0, 0.8, seconds(60), seconds(10)) == 0);
}

TEST_CASE("arrivals: the rate keeps the agents as busy as asked, more so in a rush") {
  const double calm = Arrivals::rate(15, 0.8, seconds(60), Duration{});
  CHECK(calm == doctest::Approx(0.2));
  const Duration quarter = microseconds(Arrivals::wave.us / 4);
  CHECK(Arrivals::rate(15, 0.8, seconds(60), quarter) > 1.2 * calm);
  CHECK(Arrivals::rate(15, 0.8, seconds(60), quarter + quarter + quarter) < 0.8 * calm);
}

TEST_CASE("patience: has its mean and keeps within its limits") {
  Prng prng{11};
  double sum = 0;
  const int customers = 20'000;
  for (int i = 0; i < customers; ++i) {
    const Duration waits = patience(prng, seconds(60));
    CHECK_MESSAGE((waits >= seconds(6) && waits <= seconds(240)), in_ms(waits));
    sum += static_cast<double>(waits.us) / 1e6;
  }
  CHECK(std::abs(sum / customers - 59) < 2);  // The limits take a second off.
}
