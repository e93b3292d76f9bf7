#include "voice/sip/room.h"

#include <doctest/doctest.h>

namespace relevo::voice {

TEST_CASE("room: a call needs its own leg and one of an agent, if anybody can be rung") {
  CHECK(legs_needed({}) == 1);
  CHECK(legs_needed({.users = 5}) == 2);
}

TEST_CASE("room: who waits already has a right to the leg of their agent") {
  CHECK(legs_needed({.customers = 3, .agents = 0, .users = 10}) == 5);
  CHECK(legs_needed({.customers = 3, .agents = 3, .users = 10}) == 2);
}

TEST_CASE("room: no more agents can be rung than there are") {
  CHECK(legs_needed({.customers = 500, .agents = 0, .users = 10}) == 11);
  CHECK(legs_needed({.customers = 500, .agents = 10, .users = 10}) == 1);
}

TEST_CASE("room: agents whose device has gone, or whose customer has, are never owed a leg") {
  CHECK(legs_needed({.customers = 2, .agents = 5, .users = 3}) == 1);
}

TEST_CASE("room: what is left to the first numbers is a whole call at least") {
  CHECK(legs_left_to_first(4) == 2);
  CHECK(legs_left_to_first(5000) == 500);
}

}  // namespace relevo::voice
