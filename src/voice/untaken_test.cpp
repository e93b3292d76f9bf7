#include "voice/untaken.h"

#include <doctest/doctest.h>

#include "base/id.h"
#include "voice/fact_queue.h"

namespace relevo::voice {

using Legs = std::vector<LegId>;

TEST_CASE("untaken: only the last word counts, and only when core has it") {
  Untaken<LegId> holds;
  holds.told(LegId{1}, 4);
  holds.told(LegId{2}, 5);
  holds.told(LegId{1}, 6);
  CHECK(holds.taken(3).empty());
  CHECK(holds.taken(5) == Legs{LegId{2}});
  CHECK(holds.waits(LegId{1}));
  CHECK_FALSE(holds.waits(LegId{2}));
  CHECK(holds.taken(6) == Legs{LegId{1}});
  CHECK(holds.taken(6).empty());
}

TEST_CASE("untaken: the end of a hold that finds the queue full is told when there is room") {
  FactQueue facts;
  Untaken<LegId> holds;
  const LegId leg{1};
  const auto tell = [&](bool held) {
    holds.told(leg, facts.put(link::LegHold{leg, held}, Time{}) ? facts.last() : 0);
  };
  tell(true);
  while (!facts.full()) facts.put(link::LegAnswered{LegId{2}}, Time{});
  tell(false);
  facts.taken(facts.last());
  CHECK(holds.taken(facts.last()).empty());  // What core has is not the last word.
  CHECK(holds.take_lost() == Legs{leg});
  CHECK(holds.take_lost().empty());
  tell(false);
  CHECK(holds.taken(facts.last()) == Legs{leg});
}

TEST_CASE("untaken: what is gone is not told again") {
  Untaken<LegId> holds;
  holds.told(LegId{1}, 0);
  holds.told(LegId{2}, 3);
  holds.forget(LegId{1});
  holds.forget(LegId{2});
  CHECK(holds.take_lost().empty());
  CHECK(holds.taken(9).empty());
}

}  // namespace relevo::voice
