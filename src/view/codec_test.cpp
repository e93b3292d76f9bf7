// What holds for views on any floor when they go through bytes, or forget what an archive has.
#include <doctest/doctest.h>

#include <map>

#include "view/random_floor.h"
#include "view/views.h"

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

void apply(Views& views, const Record& record) {
  views.board.apply(record);
  views.history.apply(record);
  views.sessions.apply(record);
  views.tallies.apply(record);
}

template <class View>
Bytes bytes_of(const View& view) {
  Bytes bytes;
  view.encode_to(bytes);
  return bytes;
}

Views through_bytes(const Views& views) {
  auto board = Board::decode_from(bytes_of(views.board), views.board.shared_operation());
  auto history = History::decode_from(bytes_of(views.history));
  auto sessions = Sessions::decode_from(bytes_of(views.sessions));
  auto tallies = Tallies::decode_from(bytes_of(views.tallies), views.board.operation());
  REQUIRE(tallies.has_value());
  REQUIRE(board.has_value());
  REQUIRE(history.has_value());
  REQUIRE(sessions.has_value());
  return {std::move(*board), std::move(*history), std::move(*sessions), std::move(*tallies)};
}

void expect_same(const Views& a, const Views& b) {
  REQUIRE(bytes_of(a.board) == bytes_of(b.board));
  REQUIRE(bytes_of(a.history) == bytes_of(b.history));
  REQUIRE(bytes_of(a.sessions) == bytes_of(b.sessions));
  REQUIRE(bytes_of(a.tallies) == bytes_of(b.tallies));
}

std::vector<ContactId> ids_of(const std::vector<const ContactLife*>& lives) {
  std::vector<ContactId> ids;
  ids.reserve(lives.size());
  for (const ContactLife* life : lives) ids.push_back(life->id);
  return ids;
}

}  // namespace

TEST_CASE("views, any floor: what went through bytes is the same, and folds on the same") {
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    CAPTURE(seed);
    const Tape tape = tape_of(seed);
    Prng prng{seed};
    const Position middle = 1 + prng.below(tape.size());
    Views all;
    for (Position position = 1; position <= middle; ++position) apply(all, tape.record(position));
    Views restored = through_bytes(all);
    expect_same(restored, all);
    REQUIRE(restored.board.take_changes().operation);
    for (Position position = middle + 1; position <= tape.size(); ++position) {
      apply(all, tape.record(position));
      apply(restored, tape.record(position));
    }
    expect_same(restored, all);
    for (std::uint64_t id = 1; id <= 4; ++id) {
      for (const LifeFilter& filter :
           {LifeFilter{.queue = QueueId{id}}, LifeFilter{.agent = AgentId{id}},
            LifeFilter{.state = ContactState::queued}}) {
        REQUIRE(ids_of(restored.history.list(filter, 100)) ==
                ids_of(all.history.list(filter, 100)));
      }
    }
  }
}

TEST_CASE("history, any floor: what it forgot and an archive has makes the whole life again") {
  std::size_t late = 0;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    CAPTURE(seed);
    const Tape tape = tape_of(seed);
    Prng prng{seed};
    const auto whole = tape.fold<History>();
    std::map<ContactId, ContactLife> archive;
    History history;
    Position archived = 0;
    for (Position position = 1; position <= tape.size(); ++position) {
      const Record record = tape.record(position);
      history.apply(record);
      late += history.late().size();
      if (prng.chance(1, 3)) {
        for (const ContactLife* life : history.ended()) archive[life->id] = *life;
        for (const auto& [id, events] : history.late()) add_late(archive.at(id), events);
        archived = position;
      }
      if (prng.chance(1, 3)) {
        const auto kept = static_cast<std::int64_t>(prng.below(2) * prng.below(30));
        history.forget(archived, record.at + microseconds(1) - seconds(kept));
      }
    }
    for (std::uint64_t id = 1; id <= whole.size(); ++id) {
      const ContactLife* known = history.find({id});
      ContactLife life = known != nullptr ? *known : archive.at({id});
      if (const LateEvents* events = history.late({id})) add_late(life, *events);
      REQUIRE(life == *whole.find({id}));
    }
  }
  CHECK(late > 0);
}

TEST_CASE("views: any cut and any changed byte gives nothing or a view, never a crash") {
  const Tape tape = tape_of(5);
  Views views;
  for (Position position = 1; position <= tape.size(); ++position) {
    apply(views, tape.record(position));
  }
  const auto decode_all = [&](ByteView bytes) {
    static_cast<void>(Board::decode_from(bytes, views.board.shared_operation()));
    static_cast<void>(History::decode_from(bytes));
    static_cast<void>(Sessions::decode_from(bytes));
    static_cast<void>(Tallies::decode_from(bytes, views.board.operation()));
  };
  Prng prng{7};
  for (Bytes bytes : {bytes_of(views.board), bytes_of(views.history), bytes_of(views.sessions),
                      bytes_of(views.tallies)}) {
    REQUIRE(!bytes.empty());
    for (std::size_t size = 0; size < bytes.size(); ++size) decode_all(ByteView{bytes}.first(size));
    for (int i = 0; i < 2'000; ++i) {
      Bytes changed = bytes;
      for (int j = 0; j < 3; ++j) {
        changed[prng.below(changed.size())] = static_cast<std::uint8_t>(prng.next());
      }
      decode_all(changed);
    }
  }
}

TEST_CASE("tallies: what does not fit the operation is refused") {
  const auto tallies = tape_of(5).fold<Tallies>();
  CHECK_FALSE(Tallies::decode_from(bytes_of(tallies), Operation{}).has_value());
}

TEST_CASE("board: rows that do not fit the operation are refused") {
  const Tape tape = tape_of(5);
  const auto board = tape.fold<Board>();
  const auto empty = std::make_shared<const Operation>();
  CHECK_FALSE(Board::decode_from(bytes_of(board), empty).has_value());
  CHECK(Board::decode_from(bytes_of(board), board.shared_operation()).has_value());
}

}  // namespace relevo
