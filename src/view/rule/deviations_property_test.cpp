// What holds for every rule under any figures.
#include <doctest/doctest.h>

#include "base/prng.h"
#include "view/rule/testing.h"

namespace relevo {

using testing::above;
using testing::below;
using testing::rule_of;
using testing::unknown_value;
using testing::Watch;

namespace {

constexpr std::uint64_t seeds = 400;
constexpr int looks = 200;
constexpr std::int64_t percent = 10'000;

/// A rule on a share, from 0 to 100 %, its band anywhere.
struct Band {
  explicit Band(Prng& prng) {
    const auto a = static_cast<std::int64_t>(prng.below(100));
    const auto b = static_cast<std::int64_t>(prng.below(100));
    is_above = prng.chance(1, 2);
    limit = (is_above ? std::max(a, b) : std::min(a, b)) * percent;
    back = (is_above ? std::min(a, b) : std::max(a, b)) * percent;
  }

  Condition condition() const {
    return is_above ? above("abandonment", limit, back) : below("abandonment", limit, back);
  }
  bool is_outside(std::int64_t value) const { return is_above ? value > limit : value < limit; }
  bool is_inside(std::int64_t value) const { return is_above ? value <= back : value >= back; }

  bool is_above = false;
  std::int64_t limit = 0;
  std::int64_t back = 0;
};

}  // namespace

TEST_CASE("deviations: nothing comes or goes within the band, or while there is no value") {
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    CAPTURE(seed);
    Prng prng{seed};
    const Band band{prng};
    Watch watch{{rule_of({band.condition()})}};
    bool was_outside = false;
    bool was_over = false;
    bool was_known = true;
    for (int i = 0; i < looks; ++i) {
      const bool known = prng.chance(4, 5);
      const auto value = static_cast<std::int64_t>(prng.below(101)) * percent;
      if (known) {
        watch.set("abandonment", value);
      } else {
        watch.set("abandonment", unknown_value);
      }
      const bool outside = watch.is_outside();
      const bool over = watch.is_over();
      CHECK_FALSE((outside && over));
      if (!known) {
        CHECK_FALSE(outside);
        CHECK(over == was_over);
      } else if (band.is_outside(value) || band.is_inside(value)) {
        CHECK(outside == band.is_outside(value));
        CHECK(over == band.is_inside(value));
      } else {
        CHECK(over == was_over);
        if (was_known) CHECK(outside == was_outside);
      }
      was_outside = outside;
      was_over = over;
      was_known = known;
    }
  }
}

TEST_CASE("deviations: there exactly when it has been outside for as long as it must") {
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    CAPTURE(seed);
    Prng prng{seed};
    const Duration holds = microseconds(static_cast<std::int64_t>(prng.below(2'000'000)));
    Watch watch{{rule_of({above("abandonment", 8 * percent, 5 * percent)}, holds)}};
    Time since;
    bool is_out = false;
    for (int i = 0; i < looks; ++i) {
      watch.pass(microseconds(static_cast<std::int64_t>(prng.below(1'000'000))));
      const auto value = static_cast<std::int64_t>(prng.below(12)) * percent;
      watch.set("abandonment", value);
      const bool was_out =
          std::exchange(is_out, value > 8 * percent || (is_out && value > 5 * percent));
      if (is_out && !was_out) since = watch.now;
      CHECK(watch.is_outside() == (is_out && watch.now - since >= holds));
    }
  }
}

}  // namespace relevo
