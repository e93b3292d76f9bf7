// Idempotency keys of all users together: they fill the memory no more than so far.
#include <doctest/doctest.h>

#include "core/core.h"
#include "core/rules.h"
#include "core/testing.h"

namespace relevo {

namespace {

constexpr Time start{hours(472'222).us};

Digest digest_of(std::uint64_t number) {
  Digest digest{};
  for (std::size_t byte = 0; byte < sizeof(number); ++byte) {
    digest[byte] = static_cast<std::uint8_t>(number >> (8 * byte));
  }
  return digest;
}

/// As many keys as there may be, of users who have used no more than they may; the first of them
/// expires before the rest.
State full() {
  State state;
  for (std::size_t i = 0; i < keys_max; ++i) {
    remember(state,
             {.user = {1 + i / (keys_of_user_max / 2)},
              .key = digest_of(i),
              .expires_at = start + (i == 0 ? seconds(10) : key_lasts)},
             start);
  }
  return state;
}

Outcome use_key(Core& core, std::uint64_t user, std::uint64_t number, Time at) {
  Batch batch{.first = core.state().position + 1, .at = at};
  return core.take({.command = Tick{}, .by = {user}, .keyed = true, .key = digest_of(number)},
                   batch);
}

}  // namespace

// With sanitizers its memory alone takes too long: too_many_keys.story refuses by the same code.
TEST_CASE("keys: with keys_max in force nobody may use one more, until one expires" *
          doctest::skip(testing::sanitized)) {
  Core core{full()};
  constexpr std::uint64_t other = 1'000'000;  // A user who has used none.
  CHECK(use_key(core, other, 1, start + seconds(9)).reject == Reject::too_many_keys);
  CHECK(core.state().keys.size() == keys_max);
  CHECK(use_key(core, 2, keys_of_user_max / 2, start + seconds(9)).reject == Reject::none);
  CHECK(use_key(core, other, 1, start + seconds(10)).reject == Reject::none);
  CHECK(core.state().keys.size() == keys_max);
  CHECK(use_key(core, other, 2, start + seconds(10)).reject == Reject::too_many_keys);
}

}  // namespace relevo
