// The state's hash costs the engine's thread a hundredth of its time, however many ask.
#include "app/state_looks.h"

#include <doctest/doctest.h>

namespace relevo {

TEST_CASE("state looks: all who wait are told at once, and the next ones after a rest") {
  StateLooks looks;
  CHECK_FALSE(looks.is_due(Time{seconds(1).us}));
  int told = 0;
  const auto ask = [&] { return looks.add([&](const auto&) { ++told; }); };
  CHECK(ask());
  CHECK(ask());
  REQUIRE(looks.is_due(Time{seconds(1).us}));
  for (const auto& done : looks.take()) done({});
  CHECK(told == 2);
  looks.made(Time{seconds(1).us}, Time{seconds(1).us} + milliseconds(5));
  CHECK(ask());
  CHECK_FALSE(looks.is_due(Time{seconds(1).us} + milliseconds(504)));
  CHECK(looks.is_due(Time{seconds(1).us} + milliseconds(505)));
  CHECK(looks.next_at() == Time{seconds(1).us} + milliseconds(505));
}

TEST_CASE("state looks: only so many wait") {
  StateLooks looks;
  for (std::size_t i = 0; i < StateLooks::waiting_max; ++i) {
    CHECK(looks.add([](const auto&) {}));
  }
  CHECK_FALSE(looks.add([](const auto&) {}));
  CHECK(looks.take().size() == StateLooks::waiting_max);
  CHECK(looks.add([](const auto&) {}));
}

}  // namespace relevo
