#include "engine/engine.h"

#include <doctest/doctest.h>

#include "log/memory_log.h"

namespace relevo {

namespace {

class FakeClock final : public EngineClock {
 public:
  void take_over(Time last) override { log_time = std::max(log_time, last); }
  Time now() const override { return log_time; }
  Time wall() const override { return log_time + offset; }

  Time log_time{seconds(1'000).us};
  Duration offset;
};

/// A log on a disk that is full while the test says so.
class FullLog final : public Log {
 public:
  Result<void> append(const Batch& batch, std::uint64_t epoch) override {
    if (full) return fault(Fault::Kind::limit, "the test's disk is full");
    return log.append(batch, epoch);
  }
  Result<std::vector<Batch>> read(Position after, std::size_t events_max) const override {
    return log.read(after, events_max);
  }
  Position last() const override { return log.last(); }

  MemoryLog log;
  bool full = false;
};

/// An engine over a log in memory, with an operation of one user and nothing else.
struct Started {
  Started() {
    REQUIRE(engine.replay(sinks).has_value());
    REQUIRE(engine.start(sinks).has_value());
    auto document = std::make_shared<Operation>();
    document->version = 1;
    document->users.push_back({.id = {1}, .code = Code{"ana"}});
    apply(document);
  }

  void apply(const std::shared_ptr<Operation>& document) {
    Bytes bytes;
    encode(bytes, *document);
    ask({.command = ApplyOperation{.base_version = document->version - 1,
                                   .document = document,
                                   .bytes = std::make_shared<const Bytes>(std::move(bytes))}});
  }

  /// Agent 1 is ready for the queue of number 5000, which rings for 20 s.
  void open_floor() {
    auto document = std::make_shared<Operation>(*engine.core().state().operation);
    document->version += 1;
    document->agents.push_back({.id = {1}, .code = Code{"1001"}, .user = {1}});
    document->queues.push_back({.id = {1},
                                .code = Code{"soporte"},
                                .number = Text<32>{"5000"},
                                .ring = seconds(20),
                                .contacts_max = 1});
    apply(document);
    ask({.command = SeeDevices{.source = {.node = {1}}, .agent = Code{"1001"}, .devices = 1}});
    ask({.command = SignInAgent{.agent = {1}}});
    REQUIRE(ask({.command = SetReady{.agent = {1}}}).reject == Reject::none);
  }

  /// `since`: it waited since then.
  Answer ask(Request request, Time since = {}) {
    std::optional<Answer> answered;
    std::vector<Waiting> work;
    work.emplace_back(
        Asking{std::move(request), [&](const Answer& answer) { answered = answer; }, since});
    REQUIRE(engine.serve(work, sinks).has_value());
    REQUIRE(answered.has_value());
    return *answered;
  }

  Answer open_session(Duration lasts) {
    return ask({.command = OpenSession{.user = {1}, .token = {7}, .lasts = lasts}, .by = {1}});
  }

  Waiting asking(Time* answered, Duration lasts = minutes(5)) {
    return Asking{{.command = OpenSession{.user = {1}, .token = {7}, .lasts = lasts}, .by = {1}},
                  [this, answered](const Answer& answer) {
                    *answered = answer.overloaded ? Time{-1} : clock.log_time;
                  }};
  }

  FullLog log;
  FakeClock clock;
  NoLogger logger;
  Position published = 0;
  EngineSinks sinks{
      .publish = [this](const std::shared_ptr<const Batch>& batch) { published = batch->last(); },
      .act = [](const Batch&, const std::vector<Believed>&) {}};
  Engine engine{log, clock, logger};
};

}  // namespace

TEST_CASE("engine: what is due is done by the next turn, not a microsecond before its time") {
  Started started;
  const Time opened = started.clock.log_time;
  REQUIRE(started.open_session(minutes(5)).reject == Reject::none);
  REQUIRE(started.engine.next_deadline() == opened + minutes(5));

  std::vector<Waiting> nothing;
  started.clock.log_time = Time{(opened + minutes(5)).us - 1};
  REQUIRE(started.engine.serve(nothing, started.sinks).has_value());
  CHECK(started.engine.core().state().sessions.size() == 1);

  started.clock.log_time = opened + minutes(5);
  REQUIRE(started.engine.serve(nothing, started.sinks).has_value());
  CHECK(started.engine.core().state().sessions.empty());
  CHECK(started.log.last() == started.engine.core().state().position);
}

TEST_CASE("engine: an answer in time that waited for a late engine is an answer, later is late") {
  for (const Duration answered_after : {seconds(19), seconds(20)}) {
    Started started;
    started.open_floor();
    const Time offered = started.clock.log_time;
    const Request arrival{.command = ArriveContact{.source = {.node = {1}},
                                                   .leg = {leg_of_voice_min},
                                                   .dialed = Text<32>{"5000"}}};
    REQUIRE(started.ask(arrival).reject == Reject::none);
    REQUIRE(started.engine.core().state().contacts.size() == 1);
    const Contact& contact = started.engine.core().state().contacts.begin()->second;
    REQUIRE(contact.offer.expires_at == offered + seconds(20));

    started.clock.log_time = offered + seconds(25);
    started.ask({.command = SeeAnswer{.source = {.node = {1}}, .leg = contact.offer.leg}},
                offered + answered_after);
    const State& state = started.engine.core().state();
    const bool in_time = answered_after < seconds(20);
    CHECK(state.agents[0].state == (in_time ? AgentState::talking : AgentState::missed));
    CHECK(contact.waited == (in_time ? answered_after : Duration{}));
  }
}

TEST_CASE("engine: an offer declined in time is declined, however late the engine takes it") {
  for (const Duration declined_after : {seconds(19), seconds(20)}) {
    Started started;
    started.open_floor();
    const Time offered = started.clock.log_time;
    const Request arrival{.command = ArriveContact{.source = {.node = {1}},
                                                   .leg = {leg_of_voice_min},
                                                   .dialed = Text<32>{"5000"}}};
    REQUIRE(started.ask(arrival).reject == Reject::none);
    started.clock.log_time = offered + seconds(25);
    const Answer answer =
        started.ask({.command = DeclineOffer{.agent = {1}, .contact = {1}}, .by = {1}},
                    offered + declined_after);
    const bool in_time = declined_after < seconds(20);
    CHECK(answer.reject == (in_time ? Reject::none : Reject::offer_over));
    OfferEnded ended;
    const auto batches = started.log.read(0, 1'000);
    REQUIRE(batches.has_value());
    for (const Batch& batch : *batches) {
      for (const Event& event : batch.events) {
        if (const auto* found = std::get_if<OfferEnded>(&event)) ended = *found;
      }
    }
    CHECK(ended.end == (in_time ? OfferEnd::declined : OfferEnd::expired));
    CHECK(ended.rang == (in_time ? declined_after : seconds(25)));
  }
}

TEST_CASE("engine: what is due stands behind all that waits, behind a document too") {
  Started started;
  const Time opened = started.clock.log_time;
  REQUIRE(started.open_session(minutes(5)).reject == Reject::none);
  const SessionId session = started.engine.core().state().sessions.begin()->first;
  REQUIRE(started.open_session(minutes(5)).reject == Reject::none);
  started.clock.log_time = opened + minutes(6);
  std::vector<Waiting> work;
  Reject closed = Reject::no_operation;
  work.emplace_back(Asking{{.command = CloseSession{.session = session}},
                           [&](const Answer& answer) { closed = answer.reject; }});
  work.emplace_back(Asking{{.command = ApplyOperation{}}, [](const Answer&) {}});
  REQUIRE(started.engine.serve(work, started.sinks).has_value());
  CHECK(closed == Reject::none);
  CHECK(started.engine.core().state().sessions.empty());
  CHECK_FALSE(started.engine.next_deadline().has_value());
}

TEST_CASE("engine: the wall clock is noted at the start, and again when it was set") {
  Started started;
  CHECK(started.engine.core().state().wall_offset == Duration{});
  started.clock.offset = hours(-1);
  started.clock.log_time = started.clock.log_time + minutes(2);
  std::vector<Waiting> nothing;
  REQUIRE(started.engine.serve(nothing, started.sinks).has_value());
  CHECK(started.engine.core().state().wall_offset == hours(-1));
  CHECK(started.engine.core().state().at == started.clock.log_time);
}

TEST_CASE("engine: what has no room on the disk is held, unseen, and told when it is durable") {
  Started started;
  const Position before = started.log.last();
  started.log.full = true;
  Time first;
  Time behind;
  Position looked = 0;
  std::vector<Waiting> work;
  work.push_back(started.asking(&first));
  work.emplace_back(Looking{[&](const Core& core) { looked = core.state().position; }});
  work.push_back(started.asking(&behind));
  for (int i = 0; i < 3; ++i) {
    REQUIRE(started.engine.serve(work, started.sinks).has_value());
    CHECK(started.engine.held());
    CHECK(work.size() == 1);  // Behind whoever looks.
    CHECK(first == Time{});
    CHECK(looked == 0);
    CHECK(started.published == before);
  }
  started.log.full = false;
  started.clock.log_time = started.clock.log_time + seconds(3);
  REQUIRE(started.engine.serve(work, started.sinks).has_value());
  CHECK_FALSE(started.engine.held());
  CHECK(work.empty());
  CHECK(first == started.clock.log_time);
  CHECK(behind == started.clock.log_time);
  CHECK(looked == before + 1);
  CHECK(started.published == started.log.last());
  CHECK(started.engine.core().state().position == started.log.last());
}

TEST_CASE("engine: what is set aside is in the log, and stays aside for who follows") {
  class Refusing final : public InHand {
   public:
    bool take(const CommandIdentity& identity) override {
      return identity.number != 3 && identity.key == Digest{};
    }
    void put_down() override {}
    void replaying(Position /*first*/) override {}
  } refusing;
  Started started;
  started.open_floor();
  started.engine.note_in(refusing);
  const auto devices = [&](std::uint64_t number) {
    return started
        .ask({.command = SeeDevices{.source = {.node = {1}, .session = 7, .number = number},
                                    .agent = Code{"1001"},
                                    .devices = static_cast<std::uint32_t>(number)}})
        .reject;
  };
  const Request press{
      .command = SignOutAgent{.agent = {1}}, .by = {1}, .keyed = true, .key = {5}, .body = {6}};
  CHECK(devices(2) == Reject::none);
  CHECK(devices(3) == Reject::command_set_aside);
  CHECK(started.engine.metrics().keys.value() == 0);
  CHECK(started.ask(press).reject == Reject::command_set_aside);
  CHECK(started.engine.metrics().keys.value() == 1);
  const Position noted = started.log.last();
  CHECK(devices(3) == Reject::none);  // Taken before.
  CHECK(started.ask(press).reject == Reject::command_set_aside);
  CHECK(started.log.last() == noted);

  NothingInHand forgotten;
  started.engine.note_in(forgotten);
  Engine second{started.log, started.clock, started.logger};
  REQUIRE(second.replay(started.sinks).has_value());
  CHECK(welcomed_of(second.core(), {1}, 7).facts_taken == 3);
  CHECK(second.core().state().agents[0].devices == 2);
  CHECK(started.ask(press).reject == Reject::command_set_aside);
  CHECK(second.core().state().agents[0].signed_in());
  CHECK(hash_of(second.core().state()) == hash_of(started.engine.core().state()));
}

TEST_CASE("engine: who waits for room when it ends is told to come back") {
  Started started;
  started.log.full = true;
  Time answered;
  std::vector<Waiting> work;
  work.push_back(started.asking(&answered));
  REQUIRE(started.engine.serve(work, started.sinks).has_value());
  started.engine.give_up_held();
  CHECK(answered == Time{-1});
  CHECK_FALSE(started.engine.held());
}

TEST_CASE("engine: who looks sees nothing that is not in the log") {
  Started started;
  std::vector<Waiting> work;
  Position seen = 0;
  work.emplace_back(
      Asking{{.command = OpenSession{.user = {1}, .token = {7}, .lasts = minutes(5)}, .by = {1}},
             [](const Answer&) {}});
  work.emplace_back(Looking{[&](const Core& core) {
    seen = core.state().position;
    CHECK(seen == started.log.last());
  }});
  REQUIRE(started.engine.serve(work, started.sinks).has_value());
  CHECK(seen > 0);
}

TEST_CASE("engine: restored from a state it folds what is behind it, and nothing before") {
  Started started;
  REQUIRE(started.open_session(minutes(5)).reject == Reject::none);
  const State middle = started.engine.core().state();
  REQUIRE(started.open_session(minutes(6)).reject == Reject::none);

  Position first = 0;
  Engine second{started.log, started.clock, started.logger};
  second.restore(middle);
  REQUIRE(second
              .replay({.publish =
                           [&](const std::shared_ptr<const Batch>& batch) {
                             if (first == 0) first = batch->first;
                           },
                       .act = [](const Batch&, const std::vector<Believed>&) {}})
              .has_value());
  CHECK(first == middle.position + 1);
  CHECK(hash_of(second.core().state()) == hash_of(started.engine.core().state()));
}

TEST_CASE("engine: who comes behind a report that takes several batches waits for all of it") {
  constexpr std::size_t agents = 2'000;
  Started started;
  auto document = std::make_shared<Operation>(*started.engine.core().state().operation);
  document->version += 1;
  for (std::size_t i = 1; i <= agents; ++i) {
    document->agents.push_back({.id = {i}, .code = Code{std::to_string(i)}, .user = {1}});
  }
  started.apply(document);
  Reconcile all{.source = {.node = {1}, .session = 1}};
  for (std::size_t i = 1; i <= agents; ++i) {
    all.devices.push_back({.agent = Code{std::to_string(i)}, .devices = 1});
  }
  started.ask({.command = all});
  REQUIRE(started.engine.core().state().agents.back().devices == 1);
  const Position before = started.log.last();

  // Nobody has a phone any more; what comes behind says that the last agent has one again.
  std::vector<Waiting> work;
  work.emplace_back(
      Asking{{.command = Reconcile{.source = {.node = {1}, .session = 2}}}, [](const Answer&) {}});
  work.emplace_back(Asking{{.command = SeeDevices{.source = {.node = {1}},
                                                  .agent = Code{std::to_string(agents)},
                                                  .devices = 1}},
                           [](const Answer&) {}});
  REQUIRE(started.engine.serve(work, started.sinks).has_value());
  CHECK(work.empty());
  const State& state = started.engine.core().state();
  CHECK(state.agents.front().devices == 0);
  CHECK(state.agents.back().devices == 1);
  CHECK(state.nodes.at({1}).session == 2);
  CHECK(started.log.last() == before + agents + 2);
  const auto batches = started.log.read(before, 10 * agents);
  REQUIRE(batches.has_value());
  CHECK(batches->size() == 2);
  CHECK(batches->front().events.size() == batch_events_wanted);
}

}  // namespace relevo
