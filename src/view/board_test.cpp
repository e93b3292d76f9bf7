#include "view/board.h"

#include <doctest/doctest.h>

#include "view/testing.h"

namespace relevo {

using testing::sales;
using testing::small_operation;
using testing::soporte;
using testing::Tape;

namespace {

constexpr ContactId contact{1};
constexpr AgentId agent{1};

Tape opened() {
  Tape tape;
  tape.add(CoreStarted{.epoch = 1}).add(small_operation());
  return tape;
}

Tape queued() {
  Tape tape = opened();
  tape.add(ContactArrived{.contact = contact, .queue = soporte})
      .add(ContactQueued{.contact = contact, .queue = soporte, .queued_at = tape.now()});
  return tape;
}

/// Waited 4 s before the offer and 3 s until the agent was there.
Tape connected() {
  Tape tape = queued();
  tape.pass(seconds(4));
  tape.add(OfferMade{.offer = {1}, .contact = contact, .agent = agent, .queue = soporte});
  tape.pass(seconds(3));
  tape.add(OfferAccepted{.offer = {1}, .contact = contact, .agent = agent})
      .add(ContactConnected{
          .contact = contact, .agent = agent, .queue = soporte, .total_waited = seconds(7)});
  return tape;
}

/// The board after all, and the changes of the events from `from` on.
BoardChanges changes_from(const Tape& tape, Position from) {
  Board board;
  for (Position position = 1; position <= tape.size(); ++position) {
    if (position == from) static_cast<void>(board.take_changes());
    board.apply(tape.record(position));
  }
  return board.take_changes();
}

const ContactRow& row_of(const Board& board) { return board.contacts().at(contact); }

}  // namespace

TEST_CASE("board: an operation gives every queue and agent a row, and asks for a snapshot") {
  Board board = opened().fold<Board>();
  CHECK(board.position() == 2);
  CHECK(board.operation().code == Code{"demo"});
  REQUIRE(board.queues().size() == 2);
  REQUIRE(board.agents().size() == 3);
  CHECK(board.queues()[1].id == sales);
  CHECK(board.agents()[2].id == AgentId{3});
  CHECK(board.agents()[2].state == AgentState::offline);
  CHECK(board.take_changes().operation);
  CHECK_FALSE(board.take_changes().operation);
}

TEST_CASE("board: rows stay as they are when the operation grows or retires an entry") {
  Tape tape = queued();
  tape.add(AgentDevicesChanged{.agent = agent, .devices = 2});
  Operation next = small_operation();
  next.version = 2;
  next.queues[0].retired = true;
  next.agents.push_back({.id = {4}, .code = "1004"});
  tape.add(next);
  const Board board = tape.fold<Board>();
  CHECK(board.operation().version == 2);
  CHECK(board.agents().size() == 4);
  CHECK(board.agents()[0].devices == 2);
  CHECK(board.queues()[0].waiting.size() == 1);
}

TEST_CASE("board: agents have state, break, contact, devices, and what they asked for next") {
  Tape tape = opened();
  tape.add(AgentDevicesChanged{.agent = agent, .devices = 1})
      .add(AgentStateChanged{.agent = agent, .to = AgentState::talking, .contact = contact})
      .add(AgentNextChanged{.agent = agent, .next_break = BreakKind::meal});
  const AgentRow busy = tape.fold<Board>().agents()[0];
  CHECK(busy.state == AgentState::talking);
  CHECK(busy.contact == contact);
  CHECK(busy.next_break == BreakKind::meal);
  CHECK(busy.devices == 1);

  tape.pass(seconds(5));
  tape.add(AgentStateChanged{.agent = agent,
                             .from = AgentState::talking,
                             .to = AgentState::break_,
                             .break_kind = BreakKind::meal});
  const AgentRow resting = tape.fold<Board>().agents()[0];
  CHECK(resting.break_kind == BreakKind::meal);
  CHECK(resting.next_break == BreakKind::none);
  CHECK_FALSE(resting.contact);
  CHECK(resting.since == tape.now());
}

TEST_CASE("board: a contact shows the disposition that was said last") {
  Tape tape = opened();
  tape.add(ContactArrived{.contact = contact, .queue = {1}});
  CHECK_FALSE(tape.fold<Board>().contacts().at(contact).disposition);
  tape.add(ContactDisposed{.contact = contact, .agent = agent, .disposition = {1}})
      .add(ContactDisposed{.contact = contact, .agent = agent, .disposition = {2}});
  CHECK(tape.fold<Board>().contacts().at(contact).disposition == DispositionId{2});
}

TEST_CASE("board: work off the phone that was asked for shows until they are at it") {
  Tape tape = opened();
  tape.add(AgentStateChanged{.agent = agent, .to = AgentState::talking, .contact = contact})
      .add(AgentNextChanged{.agent = agent, .off_phone = true});
  CHECK(tape.fold<Board>().agents()[0].next_off_phone);
  tape.add(AgentStateChanged{
      .agent = agent, .from = AgentState::talking, .to = AgentState::off_phone_work});
  CHECK_FALSE(tape.fold<Board>().agents()[0].next_off_phone);
}

TEST_CASE("board: sessions are counted at the agent whose own user signed in") {
  Tape tape = opened();
  tape.add(SessionOpened{.session = {1}, .user = {2}})
      .add(SessionOpened{.session = {2}, .user = {2}})
      .add(SessionOpened{.session = {3}, .user = {4}})
      .add(SessionClosed{.session = {1}, .user = {2}});
  const Board board = tape.fold<Board>();
  CHECK(board.agents()[0].sessions == 0);
  CHECK(board.agents()[1].sessions == 1);
  CHECK(changes_from(tape, 3).agents == std::set<AgentId>{{2}});
}

TEST_CASE("board: sessions follow the user when the operation gives them another seat") {
  Tape tape = opened();
  tape.add(SessionOpened{.session = {1}, .user = {2}});
  Operation next = small_operation();
  next.agents[1].user = {};
  next.agents.push_back({.id = {4}, .code = "1004", .user = {2}});
  tape.add(next);
  const Board moved = tape.fold<Board>();
  CHECK(moved.agents()[1].sessions == 0);
  CHECK(moved.agents()[3].sessions == 1);
  tape.add(SessionClosed{.session = {1}, .user = {2}});
  CHECK(tape.fold<Board>().agents()[3].sessions == 0);
}

TEST_CASE("board: a contact waits in its queue while queued and while offered") {
  Tape tape = queued();
  const Time queued_at = tape.now();
  CHECK(tape.fold<Board>().queues()[0].waiting.contains({queued_at, contact}));
  tape.pass(seconds(4));
  tape.add(OfferMade{.offer = {1}, .contact = contact, .agent = agent, .queue = soporte});
  const Board offered = tape.fold<Board>();
  CHECK(offered.queues()[0].waiting.contains({queued_at, contact}));
  CHECK(row_of(offered).state == ContactState::offered);
  CHECK(row_of(offered).agent == agent);
  CHECK(row_of(offered).since == tape.now());
  CHECK(total_wait(row_of(offered), tape.now()) == seconds(4));

  tape.add(OfferEnded{.offer = {1}, .contact = contact, .agent = agent, .end = OfferEnd::expired});
  const Board again = tape.fold<Board>();
  CHECK(row_of(again).state == ContactState::queued);
  CHECK_FALSE(row_of(again).agent);
  CHECK(total_wait(row_of(again), tape.now() + seconds(1)) == seconds(5));
}

TEST_CASE("board: the wait stops at the connection") {
  const Tape tape = connected();
  const Board board = tape.fold<Board>();
  CHECK(board.queues()[0].waiting.empty());
  CHECK(board.queues()[0].connected == 1);
  CHECK(row_of(board).state == ContactState::connected);
  CHECK(total_wait(row_of(board), tape.now() + hours(1)) == seconds(7));
}

TEST_CASE("board: of the wait until the connection, the event knows best") {
  Tape tape = queued();
  tape.pass(seconds(7));
  tape.add(ContactConnected{
      .contact = contact, .agent = agent, .queue = soporte, .total_waited = seconds(6)});
  CHECK(total_wait(row_of(tape.fold<Board>()), tape.now()) == seconds(6));
}

TEST_CASE("board: a held contact is still with its agent") {
  Tape tape = connected();
  tape.add(ContactHeld{.contact = contact, .agent = agent});
  CHECK(row_of(tape.fold<Board>()).state == ContactState::held);
  CHECK(tape.fold<Board>().queues()[0].connected == 1);
  CHECK(changes_from(tape, tape.size()).queues.empty());
  tape.add(ContactResumed{.contact = contact, .agent = agent});
  CHECK(row_of(tape.fold<Board>()).state == ContactState::connected);
}

TEST_CASE("board: after a lost agent the old wait goes on, without the time with the agent") {
  Tape tape = connected();
  const Time place = tape.now() - seconds(7);
  tape.pass(minutes(3));
  tape.add(ContactLostAgent{.contact = contact, .agent = agent, .queue = soporte})
      .add(ContactQueued{.contact = contact,
                         .queue = soporte,
                         .by = QueuedBy::agent_lost,
                         .queued_at = place + seconds(1)});
  const Board board = tape.fold<Board>();
  CHECK(row_of(board).state == ContactState::queued);
  CHECK_FALSE(row_of(board).agent);
  CHECK(board.queues()[0].connected == 0);
  CHECK(board.queues()[0].waiting ==
        std::set<std::pair<Time, ContactId>>{{place + seconds(1), contact}});
  CHECK(total_wait(row_of(board), tape.now()) == seconds(7));
  CHECK(total_wait(row_of(board), tape.now() + seconds(2)) == seconds(9));
}

TEST_CASE("board: a contact in wrap-up keeps its row and its agent until it is closed") {
  Tape tape = connected();
  tape.add(ContactReleased{.contact = contact, .agent = agent, .queue = soporte})
      .add(WrapUpStarted{.contact = contact, .agent = agent});
  const Board wrapping = tape.fold<Board>();
  CHECK(row_of(wrapping).state == ContactState::wrap_up);
  CHECK(row_of(wrapping).agent == agent);
  CHECK(wrapping.queues()[0].connected == 0);

  const Position end = tape.size() + 1;
  tape.add(WrapUpEnded{.contact = contact, .agent = agent})
      .add(ContactClosed{.contact = contact, .queue = soporte, .end = ContactEnd::handled});
  CHECK(tape.fold<Board>().contacts().empty());
  const BoardChanges changes = changes_from(tape, end);
  CHECK(changes.gone == std::set<ContactId>{contact});
  CHECK(changes.contacts.empty());
  CHECK(changes.queues.empty());
}

TEST_CASE("board: an abandoned contact leaves its queue at once") {
  Tape tape = queued();
  tape.add(ContactClosed{.contact = contact, .queue = soporte, .end = ContactEnd::abandoned});
  CHECK(tape.fold<Board>().queues()[0].waiting.empty());
  const BoardChanges changes = changes_from(tape, tape.size());
  CHECK(changes.queues == std::set<QueueId>{soporte});
  CHECK(changes.gone == std::set<ContactId>{contact});
}

TEST_CASE("board: a recording shows while the contact is there, and may end after it") {
  Tape tape = connected();
  tape.add(RecordingStarted{.contact = contact});
  CHECK(row_of(tape.fold<Board>()).recording);
  tape.add(ContactReleased{.contact = contact, .agent = agent, .queue = soporte})
      .add(ContactClosed{.contact = contact, .queue = soporte})
      .add(RecordingEnded{.contact = contact});
  CHECK(tape.fold<Board>().contacts().empty());
  CHECK(changes_from(tape, tape.size()).contacts.empty());
}

TEST_CASE("board: events without a row move the position and nothing else") {
  Tape tape = connected();
  const Position from = tape.size() + 1;
  tape.pass(seconds(1));
  tape.add(CoreStarted{.epoch = 2}).add(WallClockSet{}).add(FactsTaken{}).add(KeyUsed{});
  tape.add(OfferRang{.offer = {1}, .contact = contact})
      .add(OfferAccepted{.offer = {1}, .contact = contact});
  tape.add(AgentDevicesChanged{.agent = agent, .devices = 0});
  const BoardChanges changes = changes_from(tape, from);
  CHECK(changes.queues.empty());
  CHECK(changes.agents.empty());
  CHECK(changes.contacts.empty());
  CHECK(changes.gone.empty());
  CHECK_FALSE(changes.operation);
  CHECK(tape.fold<Board>().position() == tape.size());
  CHECK(tape.fold<Board>().at() == tape.now());
}

}  // namespace relevo
