#include "demo/seat.h"

#include <doctest/doctest.h>

#include <initializer_list>

using namespace relevo::demo;

TEST_CASE("seat: kept while only our own phone is there") {
  Seat seat;
  CHECK(seat.look({.devices = 0, .ours_registered = false}) == SeatStep::keep);
  CHECK(seat.look({.devices = 0, .ours_registered = true}) == SeatStep::keep);
  CHECK(seat.look({.devices = 1, .ours_registered = true}) == SeatStep::keep);
  CHECK(seat.ours());
}

TEST_CASE("seat: given up at the first sight of a person") {
  for (const SeatSight& person :
       {SeatSight{.sessions = 1, .devices = 1, .ours_registered = true},
        SeatSight{.sessions = 0, .devices = 2, .ours_registered = true},
        SeatSight{.sessions = 0, .devices = 1, .ours_registered = false},
        SeatSight{.devices = 1, .ours_registered = true, .foreign_contact = true}}) {
    Seat seat;
    CHECK(seat.look(person) == SeatStep::give_up);
    CHECK(!seat.ours());
    CHECK(seat.look(person) == SeatStep::stay_away);
  }
}

TEST_CASE("seat: our own phone's late disappearance is nobody's presence for ever") {
  Seat seat;
  REQUIRE(seat.look({.sessions = 1, .devices = 1, .ours_registered = true}) == SeatStep::give_up);
  // Unregistered, but the board is older than that.
  CHECK(seat.look({.sessions = 0, .devices = 1}) == SeatStep::stay_away);
  CHECK(seat.look({.sessions = 0, .devices = 0}) == SeatStep::stay_away);
  CHECK(seat.look({.sessions = 0, .devices = 0}) == SeatStep::come_back);
  CHECK(seat.ours());
}

TEST_CASE("seat: a page that reloads keeps its seat") {
  Seat seat;
  REQUIRE(seat.look({.sessions = 1}) == SeatStep::give_up);
  CHECK(seat.look({.sessions = 0}) == SeatStep::stay_away);
  CHECK(seat.look({.sessions = 1}) == SeatStep::stay_away);
  CHECK(seat.look({.sessions = 0}) == SeatStep::stay_away);
  CHECK(seat.look({.sessions = 0}) == SeatStep::come_back);
}

TEST_CASE("seat: three of the file's seats wait for people") {
  CHECK(is_free_seat(1001));
  CHECK(is_free_seat(1002));
  CHECK(is_free_seat(1011));
  CHECK(!is_free_seat(1003));
}
