#include "voice/fact_queue.h"

#include <doctest/doctest.h>

#include <vector>

namespace relevo::voice {

TEST_CASE("facts: numbers have no gaps and what core took is forgotten") {
  FactQueue facts;
  for (std::uint64_t leg = 1; leg <= 3; ++leg) {
    CHECK(facts.put(link::LegAnswered{LegId{leg}}, Time{1000}));
  }
  facts.taken(1);
  std::vector<std::uint64_t> numbers;
  facts.each_after(0, Time{5000}, [&](const link::Fact& fact) {
    numbers.push_back(fact.number);
    CHECK(fact.age == microseconds(4000));
  });
  CHECK(numbers == std::vector<std::uint64_t>{2, 3});
  CHECK(facts.last() == 3);
}

TEST_CASE("facts: a full queue leaves out devices and keeps the ends of legs") {
  FactQueue facts;
  while (!facts.full()) facts.put(link::LegAnswered{LegId{1}}, Time{});
  CHECK_FALSE(facts.put(link::DevicesChanged{Code{"1001"}, 1}, Time{}));
  CHECK(facts.last() == facts_waiting_max);
  CHECK(facts.put(link::LegEnded{.leg = LegId{1}}, Time{}));
  CHECK(facts.last() == facts_waiting_max + 1);
}

}  // namespace relevo::voice
