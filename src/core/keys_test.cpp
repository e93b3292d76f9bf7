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

constexpr std::uint64_t soon_over = keys_fair_max + 2;
constexpr std::uint64_t heavy = keys_of_user_max / 2;  // Keys of each in full().

/// keys_max in force, of users who have used no more than they may; the first of them expire
/// before the rest.
State full() {
  State state;
  for (std::size_t i = 0; i < keys_max; ++i) {
    remember(state,
             {.user = {1 + i / heavy},
              .key = digest_of(i),
              .first = i,
              .expires_at = start + (i < soon_over ? seconds(10) : key_lasts)},
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
TEST_CASE("keys: with keys_max in force only who has keys_fair_max may use no more" *
          doctest::skip(testing::sanitized)) {
  Core core{full()};
  constexpr std::uint64_t light = 1'000'000;  // A user who has used none.
  const Time before = start + seconds(9);
  CHECK(use_key(core, 2, keys_max, before).reject == Reject::too_many_keys);
  CHECK(use_key(core, 2, heavy, before).reject == Reject::none);  // A repetition.
  for (std::uint64_t i = 0; i < keys_fair_max; ++i) {
    REQUIRE(use_key(core, light, i, before).reject == Reject::none);
  }
  CHECK(use_key(core, light, keys_fair_max, before).reject == Reject::too_many_keys);
  CHECK(use_key(core, light + 1, 1, before).reject == Reject::none);
  CHECK(core.state().keys.size() == keys_max + keys_fair_max + 1);

  const Time after = start + seconds(10);
  CHECK(use_key(core, 2, keys_max, after).reject == Reject::none);
  CHECK(core.state().keys.size() == keys_max);
  CHECK(use_key(core, 2, keys_max + 1, after).reject == Reject::too_many_keys);
  CHECK(use_key(core, light + 1, 2, after).reject == Reject::none);
}

// Were each refusal to look at all that is over, this would take minutes.
TEST_CASE("keys: a refusal costs the same, however many keys are over") {
  constexpr std::uint64_t others = 5 * keys_of_user_max;
  State state;
  for (std::uint64_t i = 0; i < others + keys_of_user_max; ++i) {
    const bool is_over = i < others;
    remember(state,
             {.user = {is_over ? 2 + i / keys_of_user_max : 1},
              .key = digest_of(i),
              .first = i,
              .expires_at = start + (is_over ? seconds(10) : key_lasts)},
             start);
  }
  Core core{std::move(state)};
  const Time at = start + seconds(10);
  for (std::uint64_t i = 0; i < 50'000; ++i) {
    REQUIRE(use_key(core, 1, others + keys_of_user_max + i, at).reject == Reject::too_many_keys);
  }
  CHECK(core.state().keys.size() == others + keys_of_user_max);
  CHECK(use_key(core, 2, others, at).reject == Reject::none);
  CHECK(core.state().keys.size() == keys_of_user_max + 1);
}

TEST_CASE("keys: what no user asks for, the operation of a start, is never refused for its key") {
  State state;
  for (std::size_t i = 0; i < keys_of_user_max; ++i) {
    remember(state, {.key = digest_of(i), .first = i, .expires_at = start + key_lasts}, start);
  }
  Core core{std::move(state)};
  CHECK(use_key(core, 0, keys_of_user_max, start).reject == Reject::none);
  CHECK(core.state().keys.size() == keys_of_user_max + 1);
}

}  // namespace relevo
