#include "view/presence.h"

#include <doctest/doctest.h>

#include "view/testing.h"

namespace relevo {

using testing::Tape;

namespace {

constexpr AgentId ana{1};

void change(Tape& tape, AgentState from, AgentState to) {
  tape.add(AgentStateChanged{.agent = ana, .from = from, .to = to});
}

}  // namespace

TEST_CASE("presence: from the sign-in to the sign-out, whatever happens between") {
  Tape tape;
  const Time came = tape.now();
  change(tape, AgentState::offline, AgentState::break_);
  tape.pass(minutes(5));
  change(tape, AgentState::break_, AgentState::ready);
  tape.pass(hours(4));
  change(tape, AgentState::ready, AgentState::unreachable);
  CHECK(tape.fold<Presence>().of(ana) == std::vector<Stay>{{.from = came}});
  change(tape, AgentState::unreachable, AgentState::offline);
  const Time left = tape.now();
  tape.pass(minutes(30));
  const Time back = tape.now();
  change(tape, AgentState::offline, AgentState::ready);
  CHECK(tape.fold<Presence>().of(ana) ==
        std::vector<Stay>{{.from = came, .to = left}, {.from = back}});
  CHECK(tape.fold<Presence>().of({2}).empty());
}

TEST_CASE("presence: what is old is forgotten, and of too much the oldest") {
  Tape tape;
  change(tape, AgentState::offline, AgentState::ready);
  change(tape, AgentState::ready, AgentState::offline);
  tape.pass(stays_kept);
  change(tape, AgentState::offline, AgentState::ready);
  CHECK(tape.fold<Presence>().of(ana).size() == 2);
  tape.pass(seconds(1));
  change(tape, AgentState::ready, AgentState::offline);
  CHECK(tape.fold<Presence>().of(ana).size() == 1);
  for (std::size_t i = 0; i < stays_max + 20; ++i) {
    change(tape, AgentState::offline, AgentState::ready);
    change(tape, AgentState::ready, AgentState::offline);
  }
  CHECK(tape.fold<Presence>().of(ana).size() == stays_max);
}

TEST_CASE("presence: its bytes are all of it, and others are refused") {
  Tape tape;
  change(tape, AgentState::offline, AgentState::ready);
  tape.pass(seconds(9));
  change(tape, AgentState::ready, AgentState::offline);
  const auto presence = tape.fold<Presence>();
  Bytes bytes;
  presence.encode_to(bytes);
  const auto back = Presence::decode_from(bytes);
  REQUIRE(back.has_value());
  CHECK(back->of(ana) == presence.of(ana));
  CHECK_FALSE(Presence::decode_from(ByteView{bytes}.first(bytes.size() - 1)).has_value());
}

}  // namespace relevo
