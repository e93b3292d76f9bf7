// What holds for the board on any floor: one fold is as good as another, and changes miss nothing.
#include <doctest/doctest.h>

#include <set>

#include "view/board.h"
#include "view/random_floor.h"

namespace relevo {

using testing::RandomFloor;
using testing::Tape;

namespace {

constexpr std::uint64_t seeds = 60;
constexpr int steps = 250;

Tape tape_of(std::uint64_t seed) {
  RandomFloor floor{seed};
  for (int step = 0; step < steps; ++step) floor.step();
  return floor.tape();
}

/// The board's rows as somebody holds them who is told of changes only.
struct Copy {
  std::vector<QueueRow> queues;
  std::vector<AgentRow> agents;
  std::map<ContactId, ContactRow> contacts;
  std::map<AgentId, std::vector<MessageRow>> unread;

  static Copy of(const Board& board) {
    return {board.queues(), board.agents(), board.contacts(), board.unread()};
  }

  void take(const BoardChanges& changes, const Board& board) {
    if (changes.operation) *this = of(board);
    for (const QueueId id : changes.queues) queues[id.value - 1] = board.queues()[id.value - 1];
    for (const AgentId id : changes.agents) agents[id.value - 1] = board.agents()[id.value - 1];
    for (const ContactId id : changes.contacts) contacts[id] = board.contacts().at(id);
    for (const ContactId id : changes.gone) contacts.erase(id);
    for (const AgentId id : changes.unread) {
      unread.erase(id);
      if (board.unread().contains(id)) unread[id] = board.unread().at(id);
    }
  }

  friend bool operator==(const Copy&, const Copy&) = default;
};

/// Each row that `changes` names is another than in `before`.
bool exact(const BoardChanges& changes, const Copy& before, const Copy& after) {
  bool all = true;
  for (const QueueId id : changes.queues) {
    all = all && before.queues[id.value - 1] != after.queues[id.value - 1];
  }
  for (const AgentId id : changes.agents) {
    all = all && before.agents[id.value - 1] != after.agents[id.value - 1];
  }
  for (const ContactId id : changes.contacts) {
    const auto old = before.contacts.find(id);
    all = all && (old == before.contacts.end() || old->second != after.contacts.at(id));
  }
  for (const ContactId id : changes.gone) {
    all = all && before.contacts.contains(id) && !changes.contacts.contains(id);
  }
  return all;
}

/// What the queues' rows say, counted again from the contacts.
std::vector<QueueRow> counted_queues(const Board& board) {
  std::vector<QueueRow> queues;
  for (const QueueRow& row : board.queues()) queues.push_back({.id = row.id});
  for (const auto& [id, row] : board.contacts()) {
    QueueRow& queue = queues[row.queue.value - 1];
    if (row.state == ContactState::queued || row.state == ContactState::offered) {
      queue.waiting.emplace(row.queued_at, id);
    }
    if (row.state == ContactState::connected || row.state == ContactState::held) ++queue.connected;
  }
  return queues;
}

}  // namespace

TEST_CASE("any floor: the floors of these tests see every kind of event") {
  std::set<std::size_t> seen;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    const Tape tape = tape_of(seed);
    for (Position position = 1; position <= tape.size(); ++position) {
      seen.insert(tape.event(position).index());
    }
  }
  CHECK(seen.size() == std::variant_size_v<Event>);
}

TEST_CASE("board, any floor: taking changes while folding gives the same rows as one fold") {
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    CAPTURE(seed);
    const Tape tape = tape_of(seed);
    Prng prng{seed};
    Board board;
    for (Position position = 1; position <= tape.size(); ++position) {
      board.apply(tape.record(position));
      if (prng.chance(1, 7)) static_cast<void>(board.take_changes());
    }
    REQUIRE(Copy::of(board) == Copy::of(tape.fold<Board>()));
  }
}

TEST_CASE("board, any floor: who applies the changes of each event has the same rows") {
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    CAPTURE(seed);
    const Tape tape = tape_of(seed);
    Board board;
    Copy copy;
    for (Position position = 1; position <= tape.size(); ++position) {
      CAPTURE(position);
      const Copy before = Copy::of(board);
      board.apply(tape.record(position));
      const BoardChanges changes = board.take_changes();
      copy.take(changes, board);
      REQUIRE(copy == Copy::of(board));
      if (!changes.operation) REQUIRE(exact(changes, before, copy));
    }
  }
}

TEST_CASE("board, any floor: who applies changes of many events at once has the same rows") {
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    CAPTURE(seed);
    const Tape tape = tape_of(seed);
    Prng prng{seed};
    Board board;
    Copy copy;
    for (Position position = 1; position <= tape.size(); ++position) {
      board.apply(tape.record(position));
      if (!prng.chance(1, 20)) continue;
      copy.take(board.take_changes(), board);
      REQUIRE(copy == Copy::of(board));
    }
  }
}

TEST_CASE("board, any floor: the queues' rows agree with the contacts', after every event") {
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    CAPTURE(seed);
    const Tape tape = tape_of(seed);
    Board board;
    for (Position position = 1; position <= tape.size(); ++position) {
      board.apply(tape.record(position));
      REQUIRE(counted_queues(board) == board.queues());
    }
  }
}

TEST_CASE("board, any floor: the growing wait arrives at the total that the events say") {
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    CAPTURE(seed);
    const Tape tape = tape_of(seed);
    Board board;
    for (Position position = 1; position <= tape.size(); ++position) {
      const Record record = tape.record(position);
      if (const auto* e = std::get_if<ContactConnected>(&record.event)) {
        REQUIRE(total_wait(board.contacts().at(e->contact), record.at) == e->total_waited);
      } else if (const auto* closed = std::get_if<ContactClosed>(&record.event)) {
        REQUIRE(total_wait(board.contacts().at(closed->contact), record.at) ==
                closed->total_waited);
      }
      board.apply(record);
    }
  }
}

}  // namespace relevo
