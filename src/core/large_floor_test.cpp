// What changes a whole large floor at once: no batch gets more events than a log takes.
#include <doctest/doctest.h>

#include <string>

#include "core/core.h"
#include "core/testing.h"

namespace relevo {

namespace {

constexpr std::size_t more_than_wanted = batch_events_wanted + 16;
constexpr std::size_t agents = testing::sanitized ? 4'000 : 40'000;
constexpr std::size_t callers = testing::sanitized ? 12'000 : 20'000;
static_assert(agents > 2 * more_than_wanted && 3 * callers > routing_events_max,
              "each takes several batches");

Code code_of(std::size_t agent) { return Code{std::to_string(agent)}; }

ApplyOperation operation_of(std::size_t count) {
  auto operation = std::make_shared<Operation>();
  operation->version = 1;
  operation->code = Code{"large"};
  operation->queues.push_back({.id = {1}, .code = "billing", .number = "5000"});
  operation->queues[0].ring = seconds(20);
  operation->queues[0].contacts_max = 1'000'000;
  for (std::size_t i = 1; i <= count; ++i) {
    operation->users.push_back({.id = {i}, .code = code_of(i)});
    operation->agents.push_back({.id = {i}, .code = code_of(i), .user = {i}});
  }
  Bytes bytes;
  encode(bytes, *operation);
  return {.base_version = 0,
          .document = std::move(operation),
          .bytes = std::make_shared<const Bytes>(std::move(bytes))};
}

struct LargeFloor {
  explicit LargeFloor(std::size_t count) {
    take(StartCore{});
    take(operation_of(count));
  }

  /// One batch with one command, as the engine makes them.
  void take(const Command& command) {
    Batch batch = begin();
    REQUIRE(batch.events.empty());  // Else it would have to wait.
    REQUIRE(core.take({.command = command}, batch).reject == Reject::none);
    end(batch);
  }

  /// What is due, in as many batches as it takes. Gives how many events those had.
  std::size_t go_on() {
    std::size_t events = 0;
    while (core.next_deadline() && *core.next_deadline() <= now) {
      Batch batch = begin();
      if (batch.events.size() < batch_events_wanted) core.take({.command = Tick{}}, batch);
      end(batch);
      REQUIRE(!batch.events.empty());
      events += batch.events.size();
    }
    return events;
  }

  void get_ready(NodeId node) {
    for (std::size_t i = 1; i <= core.state().agents.size(); ++i) {
      take(SeeDevices{.source = {.node = node}, .agent = code_of(i), .devices = 1});
      take(SignInAgent{.agent = {i}});
      take(SetReady{.agent = {i}});
    }
  }

  std::size_t ready() const { return core.state().queues[0].ready.size(); }

  Core core;
  Time now{hours(472'222).us};
  std::size_t largest = 0;  // Batch so far.

 private:
  Batch begin() {
    Batch batch{.first = core.state().position + 1, .at = now};
    core.go_on(batch);
    return batch;
  }

  void end(Batch& batch) {
    core.close(batch);
    largest = std::max(largest, batch.events.size());
  }
};

}  // namespace

TEST_CASE("large floor: voice comes back without anybody's phone") {
  LargeFloor floor{agents};
  floor.get_ready({1});
  REQUIRE(floor.ready() == agents);
  floor.take(Reconcile{.source = {.node = {1}, .session = 2}});
  CHECK(floor.core.state().nodes.empty());  // Not back before all of its report is taken.
  CHECK(floor.go_on() + batch_events_wanted == 2 * agents + 1);
  CHECK(floor.largest < more_than_wanted);
  CHECK(floor.core.state().nodes.at({1}).session == 2);
  CHECK(floor.ready() == 0);
  CHECK(testing::StatePromises{floor.core.state()}.broken() == "");
}

TEST_CASE("large floor: voice stays away") {
  LargeFloor floor{agents};
  floor.get_ready({1});
  floor.take(SeeNodeGone{.source = {.node = {1}}});
  floor.now = floor.now + node_away_max;
  CHECK(floor.go_on() == 2 * agents + 1);
  CHECK(floor.largest < more_than_wanted);
  CHECK(floor.core.state().nodes.empty());
  CHECK(floor.core.state().agents.back().state == AgentState::unreachable);
}

TEST_CASE("large floor: everybody's session is over at once") {
  LargeFloor floor{agents};
  for (std::size_t i = 1; i <= agents; ++i) {
    for (int twice = 0; twice < 2; ++twice) {
      floor.take(OpenSession{.user = {i}, .lasts = hours(12)});
    }
  }
  floor.now = floor.now + hours(12);
  CHECK(floor.go_on() == 2 * agents);
  CHECK(floor.largest < more_than_wanted);
  CHECK(floor.core.state().sessions.empty());
}

TEST_CASE("large floor: voice comes back with as many callers as agents are ready") {
  LargeFloor floor{callers};
  Reconcile report{.source = {.node = {1}, .session = 1}};
  for (std::size_t i = 0; i < callers; ++i) {
    const LegId leg{leg_of_voice_min + i};
    floor.take(ArriveContact{.source = {.node = {1}}, .leg = leg, .dialed = "5000"});
    report.legs.push_back({.leg = leg, .up = true});
  }
  floor.take(SeeNodeGone{.source = {.node = {1}}});
  floor.get_ready({2});
  REQUIRE(floor.ready() == callers);
  floor.take(report);
  CHECK(floor.ready() > 0);  // The rest of them in the next batch.
  floor.go_on();
  CHECK(floor.largest < routing_events_max + more_than_wanted);
  CHECK(floor.ready() == 0);
  CHECK(floor.core.state().queues[0].waiting.empty());
  CHECK(testing::StatePromises{floor.core.state()}.broken() == "");
}

}  // namespace relevo
