// What rules would have said, counted by hand.
#include "app/rules_backtest.h"

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

/// Somebody waits for so long, and leaves.
void wait(Tape& tape, std::uint64_t contact, QueueId queue, Duration waited) {
  tape.add(ContactArrived{.contact = {contact}, .person = {contact}, .queue = queue});
  tape.add(ContactQueued{.contact = {contact}, .queue = queue, .queued_at = tape.now()});
  tape.pass(waited);
  tape.add(ContactClosed{.contact = {contact},
                         .queue = queue,
                         .end = ContactEnd::abandoned,
                         .waited = waited,
                         .total_waited = waited,
                         .target = seconds(20)});
}

/// Looks each step from the first event to the tape's end.
Backtest tested(const Tape& tape, const Operation& operation) {
  Backtest backtest{operation};
  Board board;
  Tallies tallies;
  Time next = tape.record(1).at;
  for (Position position = 1; position <= tape.size(); ++position) {
    const Record record = tape.record(position);
    for (; next < record.at; next = next + Backtest::step) backtest.look(board, tallies, next);
    board.apply(record);
    tallies.apply(record);
  }
  for (; next <= tape.now(); next = next + Backtest::step) backtest.look(board, tallies, next);
  return backtest;
}

}  // namespace

TEST_CASE("backtest: how often, for how many, and the longest") {
  Operation operation = small_operation();
  operation.rules = {rule_of({above("longest_wait", seconds(60).us, seconds(20).us)}),
                     rule_of({above("longest_wait", hours(1).us, hours(1).us)})};
  operation.rules[1].id = {2};
  operation.ladder.settle = minutes(2);
  Tape tape;
  tape.add(small_operation());
  wait(tape, 1, soporte, seconds(100));  // Seen after 70 s.
  tape.pass(seconds(60));
  wait(tape, 2, soporte, seconds(100));  // Seen again 130 s after the first was over: another.
  tape.pass(seconds(200));
  wait(tape, 3, sales, seconds(200));
  tape.pass(seconds(10));
  wait(tape, 4, sales, seconds(90));  // Back before two minutes: the same.
  tape.pass(seconds(130));
  const auto result = tested(tape, operation).result();
  REQUIRE(result.size() == 1);
  const WouldHave& rule = result.at({1});
  CHECK(rule.alerts == 3);
  CHECK(rule.subjects == std::set<Subject>{{SubjectKind::queue, 1}, {SubjectKind::queue, 2}});
  CHECK(rule.longest_of == Subject{SubjectKind::queue, 2});
  // Seen at 70 s of the first wait, over at the look behind the end of the second.
  CHECK(rule.longest == seconds(200 - 70 + 10 + 90));
}

TEST_CASE("backtest: what still goes on counts up to the end") {
  Operation operation = small_operation();
  operation.rules = {rule_of({above("longest_wait", seconds(60).us, seconds(20).us)})};
  Tape tape;
  tape.add(small_operation());
  tape.add(ContactArrived{.contact = {1}, .person = {1}, .queue = soporte});
  tape.add(ContactQueued{.contact = {1}, .queue = soporte, .queued_at = tape.now()});
  tape.pass(seconds(100));
  const auto result = tested(tape, operation).result();
  CHECK(result.at({1}).alerts == 1);
  CHECK(result.at({1}).longest == seconds(30));
}

}  // namespace relevo
