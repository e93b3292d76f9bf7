#include "engine/admission.h"

#include <doctest/doctest.h>

namespace relevo {

TEST_CASE("admission: facts always, arrivals are shed first, then what people begin") {
  for (const Room room : {Room::plenty, Room::low, Room::tight, Room::reserve, Room::none}) {
    const Load load{.room = room};
    CHECK(Admission::takes(Urgency::fact, load));
    CHECK(Admission::takes(Urgency::live, load) == (room != Room::none));
    CHECK(Admission::takes(Urgency::begun, load) == (room < Room::reserve));
    CHECK(Admission::takes(Urgency::arrival, load) == (room < Room::reserve));
  }
}

TEST_CASE("admission: an engine that is late takes no new contacts, and all else") {
  Load load{.late = Admission::late_max};
  CHECK(Admission::takes(Urgency::arrival, load));
  load.late.us += 1;
  CHECK_FALSE(Admission::takes(Urgency::arrival, load));
  CHECK(Admission::takes(Urgency::begun, load));
  CHECK(Admission::takes(Urgency::live, load));
}

TEST_CASE("admission: each kind has a limit of its own") {
  const Load facts{.facts = Admission::facts_max};
  CHECK_FALSE(Admission::takes_facts(facts));
  CHECK_FALSE(Admission::takes(Urgency::arrival, facts));
  CHECK(Admission::takes(Urgency::live, facts));
  const Load people{.of_people = Admission::of_people_max};
  CHECK_FALSE(Admission::takes(Urgency::live, people));
  CHECK(Admission::takes(Urgency::arrival, people));
  const Load arrivals{.arrivals = Admission::arrivals_max};
  CHECK_FALSE(Admission::takes(Urgency::arrival, arrivals));
  CHECK(Admission::takes(Urgency::live, arrivals));
}

TEST_CASE("urgency: the ends of contacts outlast their beginnings") {
  CHECK(urgency_of(ArriveContact{}) == Urgency::arrival);
  CHECK(urgency_of(SignInAgent{}) == Urgency::begun);
  CHECK(urgency_of(ApplyOperation{}) == Urgency::begun);
  CHECK(urgency_of(RequestBreak{}) == Urgency::live);
  CHECK(urgency_of(HangUp{}) == Urgency::live);
  CHECK(urgency_of(FinishWrapUp{}) == Urgency::live);
  CHECK(urgency_of(OpenSession{}) == Urgency::live);
  CHECK(urgency_of(SeeLegGone{}) == Urgency::fact);
  CHECK(urgency_of(Reconcile{}) == Urgency::fact);
}

TEST_CASE("room: warned at 80 and 90 percent, and a reserve at the end") {
  constexpr std::uint64_t size = std::uint64_t{1} << 30U;
  const auto at = [](std::uint64_t percent) {
    return room_of({.free_bytes = size / 100 * (100 - percent), .size_bytes = size});
  };
  CHECK(at(0) == Room::plenty);
  CHECK(at(79) == Room::plenty);
  CHECK(at(81) == Room::low);
  CHECK(at(91) == Room::tight);
  CHECK(room_of({.free_bytes = reserve_bytes, .size_bytes = size}) == Room::tight);
  CHECK(room_of({.free_bytes = reserve_bytes - 1, .size_bytes = size}) == Room::reserve);
}

}  // namespace relevo
