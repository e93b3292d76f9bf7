// Rules over a log made by hand: what is in a window, and who is there.
#include "view/rule/figures.h"

#include <doctest/doctest.h>

#include "view/rule/testing.h"

namespace relevo {

using testing::above;
using testing::rule_of;
using testing::sales;
using testing::small_operation;
using testing::soporte;
using testing::Tape;

namespace {

void arrive(Tape& tape, ContactId id, QueueId queue) {
  tape.add(ContactArrived{.contact = id, .person = {id.value}, .queue = queue});
  tape.add(ContactQueued{.contact = id, .queue = queue, .queued_at = tape.now()});
}

void abandon(Tape& tape, ContactId id, QueueId queue, Duration waited) {
  tape.add(ContactClosed{.contact = id,
                         .queue = queue,
                         .end = ContactEnd::abandoned,
                         .waited = waited,
                         .total_waited = waited,
                         .target = seconds(20),
                         .short_abandon = seconds(5)});
}

std::vector<Value> column(const Tape& tape, std::string_view indicator, Duration window) {
  const auto tallies = tape.fold<Tallies>();
  TallyFigures figures{tallies, tape.now()};
  return figures({.indicator = indicator_of(indicator),
                  .kind = SubjectKind::queue,
                  .window = window,
                  .count = 2});
}

}  // namespace

TEST_CASE("rule figures: the minutes of the window, whole, and nothing before") {
  Tape tape;  // Begins 20 s into a minute.
  tape.add(small_operation());
  arrive(tape, {1}, soporte);
  tape.pass(seconds(30));
  abandon(tape, {1}, soporte, seconds(30));
  CHECK(column(tape, "abandonment", minutes(1)) ==
        std::vector<Value>{{.part = 1, .whole = 1}, {.part = 0, .whole = 0}});
  CHECK(column(tape, "offered", minutes(1)) ==
        std::vector<Value>{{.part = 1, .whole = 1}, {.part = 0, .whole = 1}});
  tape.pass(minutes(5));
  CHECK(column(tape, "offered", minutes(5))[0].part == 1);
  tape.pass(seconds(10));  // The next minute: that of the call has left the window.
  CHECK(column(tape, "offered", minutes(5))[0].part == 0);
  CHECK(column(tape, "offered", minutes(6))[0].part == 1);
  CHECK(column(tape, "offered", minutes(60))[0].part == 1);
  CHECK(column(tape, "offered", hours(2))[0].part == 1);
}

TEST_CASE("rule figures: who waits now, over any window") {
  Tape tape;
  tape.add(small_operation());
  arrive(tape, {1}, sales);
  tape.pass(minutes(30));
  for (const Duration window : {minutes(1), minutes(60), hours(24)}) {
    CHECK(column(tape, "waiting", window)[1].part == 1);
    CHECK(column(tape, "longest_wait", window)[1].part == minutes(30).us);
  }
}

TEST_CASE("deviations: of a floor, from its first sign to its end") {
  Operation operation = small_operation();
  operation.rules = {rule_of({above("longest_wait", seconds(60).us, seconds(20).us)}, seconds(10))};
  Tape tape;
  tape.add(operation);
  arrive(tape, {1}, soporte);
  Deviations deviations;
  const auto look = [&] {
    return deviations.look(tape.fold<Board>(), tape.fold<Tallies>(), tape.now());
  };
  tape.pass(seconds(60));
  CHECK(look().empty());
  tape.pass(seconds(1));
  CHECK(look().empty());
  tape.pass(seconds(10));
  CHECK(look() == std::vector<Deviation>{
                      {{1}, {SubjectKind::queue, 1}, Value{.part = seconds(71).us, .whole = 1}}});
  abandon(tape, {1}, soporte, seconds(71));
  CHECK(look().empty());
  CHECK(deviations.is_over({1}, {SubjectKind::queue, 1}));
}

TEST_CASE("deviations: of agents who are there") {
  Operation operation = small_operation();
  RuleSetup rule = rule_of({above("missed_offers", 1'000'000, 0)});
  rule.of = SubjectKind::agent;
  operation.rules = {rule};
  Tape tape;
  tape.add(operation);
  arrive(tape, {1}, soporte);
  for (const AgentId agent : {AgentId{1}, AgentId{2}}) {
    tape.add(AgentStateChanged{.agent = agent, .to = AgentState::ready});
    for (std::uint64_t i = 1; i <= 2; ++i) {
      tape.add(OfferEnded{.offer = {i}, .contact = {1}, .agent = agent, .end = OfferEnd::expired});
    }
  }
  tape.add(AgentStateChanged{.agent = {2}, .from = AgentState::ready, .to = AgentState::offline});
  Deviations deviations;
  CHECK(deviations.look(tape.fold<Board>(), tape.fold<Tallies>(), tape.now()) ==
        std::vector<Deviation>{{{1}, {SubjectKind::agent, 1}, Value{.part = 2, .whole = 1}}});
}

}  // namespace relevo
