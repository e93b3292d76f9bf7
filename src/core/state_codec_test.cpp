// A state that went through bytes is the state, table by table, and lives on as it would have.
#include "core/state_codec.h"

#include <doctest/doctest.h>

#include "core/core.h"
#include "core/random_requests.h"
#include "core/state_fields.h"
#include "core/testing.h"

namespace relevo {

using testing::RandomRequests;

namespace {

constexpr std::uint64_t seeds = testing::sanitized ? 25 : 100;
constexpr int steps = 250;

/// A floor where random requests are asked for, one batch each.
class Floor {
 public:
  explicit Floor(std::uint64_t seed) : requests_(seed), prng_(seed) {
    take({.command = StartCore{}});
    take({.command = requests_.apply(live.state())});
  }

  void step() {
    now_ = now_ + microseconds(static_cast<std::int64_t>(prng_.below(6'000'000)));
    const auto due = live.next_deadline();
    const bool tick = due && *due <= now_ && prng_.chance(9, 10);
    take(tick ? Request{.command = Tick{}} : requests_.next(live.state()));
  }

  /// Whoever follows has to do as the live core does.
  void follow(Core* core) { follower_ = core; }

  Core live;

 private:
  void take(const Request& request) {
    Batch batch{.first = live.state().position + 1, .at = now_};
    const Outcome outcome = live.take(request, batch);
    live.close(batch);
    if (follower_ == nullptr) return;
    Batch followed{.first = follower_->state().position + 1, .at = now_};
    REQUIRE(follower_->take(request, followed).reject == outcome.reject);
    follower_->close(followed);
    REQUIRE(follower_->state().position == live.state().position);
    REQUIRE(hash_of(follower_->state()) == hash_of(live.state()));
  }

  RandomRequests requests_;
  Prng prng_;
  Time now_{hours(472'222).us};
  Core* follower_ = nullptr;
};

State through_bytes(const State& state) {
  auto decoded = decode_state(encode_state(state));
  REQUIRE(decoded.has_value());
  return std::move(*decoded);
}

/// A floor in the middle of many things.
Bytes busy_floor() {
  Floor floor{3};
  for (int step = 0; step < 400; ++step) floor.step();
  return encode_state(floor.live.state());
}

}  // namespace

TEST_CASE("state_codec, any floor: every table comes back, and the floor lives on the same") {
  std::size_t contacts = 0;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    CAPTURE(seed);
    Floor floor{seed};
    Prng prng{seed};
    const std::uint64_t before = prng.below(steps);
    for (std::uint64_t step = 0; step < before; ++step) floor.step();
    const State& live = floor.live.state();
    contacts += live.contacts.size();

    State decoded = through_bytes(live);
    REQUIRE(hash_of(decoded) == hash_of(live));
    REQUIRE(encode_state(decoded) == encode_state(live));
    decoded.operation = live.operation;  // Equal bytes, as was just seen; now one object too.
    REQUIRE(decoded == live);

    Core restored{std::move(decoded)};
    floor.follow(&restored);
    for (int step = 0; step < steps; ++step) floor.step();
  }
  CHECK(contacts > seeds);
}

TEST_CASE("state_codec: the state of an empty log has no bytes, and none is the state") {
  CHECK(encode_state(State{}).empty());
  const auto decoded = decode_state({});
  REQUIRE(decoded.has_value());
  CHECK(hash_of(*decoded) == hash_of(State{}));
}

TEST_CASE("state_codec: any cut and any changed byte gives nothing or a state, never a crash") {
  const Bytes bytes = busy_floor();
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    static_cast<void>(decode_state(ByteView{bytes}.first(size)));
  }
  Prng prng{7};
  std::size_t refused = 0;
  for (int i = 0; i < 20'000; ++i) {
    Bytes changed = bytes;
    for (int j = 0; j < 3; ++j) {
      changed[prng.below(changed.size())] = static_cast<std::uint8_t>(prng.next());
    }
    refused += decode_state(changed) ? 0U : 1U;
  }
  CHECK(refused > 5'000);
}

TEST_CASE("state_codec: who names what is not there is refused") {
  Floor floor{1};
  while (floor.live.state().contacts.empty()) floor.step();
  const State& sound = floor.live.state();
  const auto refused = [&](const auto& spoil) {
    State state = sound;
    spoil(state);
    return !decode_state(encode_state(state)).has_value();
  };
  const ContactId unknown{999'999};
  CHECK_FALSE(refused([](const State&) {}));
  CHECK(refused([](State& state) { state.agents.pop_back(); }));
  CHECK(refused([](State& state) { state.queues.emplace_back(); }));
  CHECK(refused([](State& state) { state.agents[0].id = {7}; }));
  CHECK(refused([](State& state) { state.agents[0].state = static_cast<AgentState>(99); }));
  CHECK(refused([&](State& state) { state.agents[0].contact = unknown; }));
  CHECK(refused([](State& state) { state.contacts.begin()->second.queue = {99}; }));
  CHECK(refused([](State& state) { state.contacts.begin()->second.agent = {99}; }));
  CHECK(refused([&](State& state) { state.contacts.begin()->second.id = unknown; }));
  CHECK(refused([&](State& state) { state.contact_of_leg[{5}] = unknown; }));
  CHECK(refused([&](State& state) { state.queues[0].waiting.insert({{}, unknown}); }));
  CHECK(refused(
      [&](State& state) { state.deadlines.insert({state.at, DeadlineOf::offer, unknown.value}); }));
}

}  // namespace relevo
