#include "view/history.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "view/random_floor.h"

namespace relevo {

using testing::RandomFloor;
using testing::sales;
using testing::small_operation;
using testing::soporte;
using testing::Tape;

namespace {

constexpr ContactId contact{1};

/// Positions 1 to 12: connected to agent 1, who is lost after 30 s, then to agent 2 for 60 s.
Tape two_agents() {
  Tape tape;
  tape.add(ContactArrived{.contact = contact, .person = {9}, .queue = soporte})
      .add(ContactQueued{.contact = contact, .queue = soporte})
      .add(OfferMade{.offer = {1}, .contact = contact, .agent = {1}})
      .add(OfferRang{.offer = {1}, .agent = {1}, .contact = contact})
      .add(AgentDevicesChanged{.agent = {3}})
      .add(ContactConnected{
          .contact = contact, .agent = {1}, .queue = soporte, .total_waited = seconds(5)})
      .add(RecordingStarted{.contact = contact});
  tape.pass(seconds(30));
  tape.add(ContactLostAgent{.contact = contact, .agent = {1}, .talked = seconds(30)})
      .add(ContactQueued{.contact = contact, .queue = sales, .by = QueuedBy::agent_lost})
      .add(ContactConnected{
          .contact = contact, .agent = {2}, .queue = sales, .total_waited = seconds(8)});
  tape.pass(seconds(60));
  tape.add(ContactReleased{
               .contact = contact, .agent = {2}, .talked = seconds(60), .held = seconds(20)})
      .add(AgentStateChanged{.agent = {2}, .to = AgentState::wrap_up, .contact = contact});
  return tape;
}

/// What list() must give, by looking at everything.
std::vector<const ContactLife*> looked_up(const History& history, const LifeFilter& filter,
                                          std::size_t count_max) {
  std::vector<const ContactLife*> found;
  const std::uint64_t newest = filter.before ? filter.before.value - 1 : history.size();
  for (std::uint64_t id = newest; id >= 1 && found.size() < count_max; --id) {
    const ContactLife* life = history.find({id});
    const auto& agents = life->agents;
    if (filter.queue && life->queue != *filter.queue) continue;
    if (filter.state && life->state != *filter.state) continue;
    if (filter.disposition && life->disposition != *filter.disposition) continue;
    if (filter.since && life->arrived_at < *filter.since) continue;
    if (filter.until && life->arrived_at >= *filter.until) continue;
    if (filter.agent && std::find(agents.begin(), agents.end(), *filter.agent) == agents.end()) {
      continue;
    }
    found.push_back(life);
  }
  return found;
}

LifeFilter any_filter(Prng& prng, const History& history, const Tape& tape) {
  constexpr std::array states{ContactState::queued, ContactState::connected, ContactState::wrap_up,
                              ContactState::closed};
  LifeFilter filter;
  if (prng.chance(1, 3)) filter.queue = QueueId{1 + prng.below(4)};
  if (prng.chance(1, 3)) filter.state = states[prng.below(states.size())];
  if (prng.chance(1, 3)) filter.agent = AgentId{1 + prng.below(5)};
  if (prng.chance(1, 4)) filter.disposition = DispositionId{1 + prng.below(3)};
  if (prng.chance(1, 3)) filter.since = tape.record(1 + prng.below(tape.size())).at;
  if (prng.chance(1, 4)) filter.until = tape.record(1 + prng.below(tape.size())).at;
  if (prng.chance(1, 3)) filter.before = ContactId{1 + prng.below(history.size() + 1)};
  return filter;
}

}  // namespace

TEST_CASE("history: a life sums up over the agents and stays after the end") {
  Tape tape = two_agents();
  const History wrapping = tape.fold<History>();
  REQUIRE(wrapping.find(contact) != nullptr);
  CHECK(wrapping.find(contact)->state == ContactState::wrap_up);
  CHECK(wrapping.find(contact)->end == ContactEnd::none);

  tape.add(ContactClosed{.contact = contact,
                         .queue = sales,
                         .agent = {2},
                         .end = ContactEnd::handled,
                         .fault = FaultOf::network,
                         .total_waited = seconds(8)});
  const History history = tape.fold<History>();
  const ContactLife& life = *history.find(contact);
  CHECK(life.person == PersonId{9});
  CHECK(life.queue == sales);
  CHECK(life.state == ContactState::closed);
  CHECK(life.end == ContactEnd::handled);
  CHECK(life.fault == FaultOf::network);
  CHECK(life.closed_at - life.arrived_at == seconds(90));
  CHECK(life.total_waited == seconds(8));
  CHECK(life.talked == seconds(90));
  CHECK(life.held == seconds(20));
  CHECK(life.recorded);
  CHECK(life.agents == std::vector<AgentId>{{1}, {2}});
}

TEST_CASE("history: a life knows where its events stand, the ringing and a late recording too") {
  Tape tape = two_agents();
  tape.add(ContactClosed{.contact = contact, .queue = sales})
      .add(CoreStarted{.epoch = 2})
      .add(RecordingEnded{.contact = contact});
  const std::vector<Position> expected{1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 15};
  CHECK(tape.fold<History>().find(contact)->positions == expected);
}

TEST_CASE("history: an agent who had the contact twice is named once") {
  Tape tape;
  tape.add(ContactArrived{.contact = contact, .queue = soporte})
      .add(ContactConnected{.contact = contact, .agent = {1}, .queue = soporte})
      .add(ContactLostAgent{.contact = contact, .agent = {1}})
      .add(ContactConnected{.contact = contact, .agent = {1}, .queue = soporte});
  CHECK(tape.fold<History>().find(contact)->agents == std::vector<AgentId>{{1}});
}

TEST_CASE("history: what never was is not found") {
  const History history;
  CHECK(history.find(contact) == nullptr);
  CHECK(history.list({}, 10).empty());
  CHECK(history.list({.queue = soporte}, 10).empty());
}

TEST_CASE("contact_of and agent_of: none where the event names none") {
  CHECK(contact_of(ContactHeld{.contact = {4}, .agent = {2}}) == ContactId{4});
  CHECK(agent_of(ContactHeld{.contact = {4}, .agent = {2}}) == AgentId{2});
  CHECK(agent_of(AgentNextChanged{.agent = {3}}) == AgentId{3});
  CHECK_FALSE(contact_of(AgentDevicesChanged{.agent = {3}}));
  CHECK_FALSE(contact_of(FactsTaken{}));
  CHECK_FALSE(agent_of(FactsTaken{}));
}

TEST_CASE("history, any floor: list gives what looking at everything gives, newest first") {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    RandomFloor floor{seed};
    for (int step = 0; step < 300; ++step) floor.step();
    const History history = floor.tape().fold<History>();
    Prng prng{seed};
    for (int question = 0; question < 100; ++question) {
      const LifeFilter filter = any_filter(prng, history, floor.tape());
      const std::size_t count_max = prng.below(20);
      REQUIRE(history.list(filter, count_max) == looked_up(history, filter, count_max));
    }
  }
}

TEST_CASE("history, any floor: every event that names a contact is in its life and in no other") {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    RandomFloor floor{seed};
    for (int step = 0; step < 300; ++step) floor.step();
    const Tape& tape = floor.tape();
    const History history = tape.fold<History>();
    std::size_t placed = 0;
    for (std::uint64_t id = 1; id <= history.size(); ++id) {
      for (const Position position : history.find({id})->positions) {
        REQUIRE(contact_of(tape.event(position)) == ContactId{id});
        ++placed;
      }
    }
    std::size_t named = 0;
    for (Position position = 1; position <= tape.size(); ++position) {
      if (contact_of(tape.event(position))) ++named;
    }
    REQUIRE(placed == named);
  }
}

}  // namespace relevo
