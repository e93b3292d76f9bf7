#include "app/engine_thread.h"

#include <doctest/doctest.h>

#include <functional>
#include <future>
#include <optional>
#include <thread>
#include <utility>

#include "app/first_steps.h"
#include "log/memory_log.h"

namespace relevo {

namespace {

/// A log that fails when told to: the disk of a bad day.
class FailingLog final : public Log {
 public:
  Result<void> append(const Batch& batch, std::uint64_t epoch) override {
    if (failing) {
      if (while_failing) std::exchange(while_failing, nullptr)();
      return fault(kind, "the test's disk is gone, or full");
    }
    return log.append(batch, epoch);
  }
  Result<std::vector<Batch>> read(Position after, std::size_t events_max) const override {
    return log.read(after, events_max);
  }
  Position last() const override { return log.last(); }

  MemoryLog log;
  Fault::Kind kind = Fault::Kind::disk;
  std::function<void()> while_failing;  // Once, on the engine's thread.
  std::atomic<bool> failing = false;
};

Result<VolumeRoom> plenty_of_room() { return VolumeRoom{1U << 30U, 1U << 30U}; }

/// An engine that runs on a thread of its own until the end of the test.
class Running {
 public:
  explicit Running(Log& log) : engine(log, plenty_of_room, logger_) {
    sinks_.publish = [this, &log](const std::shared_ptr<const Batch>& batch) {
      if (batch->last() > log.last()) visible_before_durable = true;
    };
    sinks_.act = [](const Batch&, const std::vector<Believed>&) {};
    REQUIRE(engine.replay(sinks_).has_value());
    thread_ = std::thread([this] { ended = engine.run(sinks_); });
  }
  ~Running() { stop(); }

  void stop() {
    engine.stop();
    if (thread_.joinable()) thread_.join();
  }

  Answer ask(Request request) {
    std::promise<Answer> answered;
    engine.post(std::move(request), [&](const Answer& answer) { answered.set_value(answer); });
    return answered.get_future().get();
  }

 private:
  NoLogger logger_;
  EngineSinks sinks_;

 public:
  EngineThread engine;
  Result<void> ended{};
  std::atomic<bool> visible_before_durable = false;

 private:
  std::thread thread_;
};

Request open_session() {
  return {.command = OpenSession{.user = {1}, .token = {7}, .lasts = hours(1)}, .by = {1}};
}

}  // namespace

TEST_CASE("engine thread: answers stand behind the append, and a restart folds the same state") {
  MemoryLog log;
  std::uint64_t hash = 0;
  Position position = 0;
  {
    Running running{log};
    CHECK(running.ask({.command = empty_operation()}).reject == Reject::none);
    const Answer opened = running.ask(open_session());
    CHECK(opened.reject == Reject::none);
    CHECK(opened.events == 1);
    CHECK(opened.position <= log.last());
    CHECK_FALSE(running.visible_before_durable);
    running.stop();
    hash = hash_of(running.engine.core().state());
    position = running.engine.core().state().position;
  }
  NoLogger logger;
  EngineThread again{log, plenty_of_room, logger};
  const EngineSinks sinks{.publish = [](const std::shared_ptr<const Batch>&) {},
                          .act = [](const Batch&, const std::vector<Believed>&) {}};
  REQUIRE(again.replay(sinks).has_value());
  CHECK(again.core().state().position == position);
  CHECK(hash_of(again.core().state()) == hash);
}

TEST_CASE("engine thread: each start has an epoch of its own") {
  MemoryLog log;
  for (std::uint64_t epoch = 1; epoch <= 3; ++epoch) {
    Running running{log};
    std::promise<Welcomed> welcomed;
    running.engine.welcome({1}, 5, [&](const Welcomed& w) { welcomed.set_value(w); });
    CHECK(welcomed.get_future().get().epoch == epoch);
  }
}

TEST_CASE("engine thread: the state's hash is told to all who ask, again and again") {
  MemoryLog log;
  Running running{log};
  const Answer applied = running.ask({.command = empty_operation()});
  std::vector<StateSeen> seen;
  for (int round = 0; round < 3; ++round) {
    std::vector<std::promise<StateSeen>> asked(20);
    for (auto& promise : asked) {
      CHECK(running.engine.inspect([&](const auto& s) { promise.set_value(*s); }));
    }
    for (auto& promise : asked) seen.push_back(promise.get_future().get());
  }
  running.stop();
  const std::uint64_t hash = hash_of(running.engine.core().state());
  for (const StateSeen& each : seen) {
    CHECK(each.position >= applied.position);
    CHECK(each.hash == hash);
  }
  CHECK_FALSE(running.engine.inspect([](const auto&) {}));
}

TEST_CASE("engine thread: who asks for the state's hash when it ends is told, rest or not") {
  MemoryLog log;
  Running running{log};
  running.ask({.command = empty_operation()});
  // What takes long to walk over is rested from for long.
  Request keyed = open_session();
  keyed.keyed = true;
  for (int i = 0; i < 1'000; ++i) {
    keyed.key = {static_cast<std::uint8_t>(i % 256), static_cast<std::uint8_t>(i / 256)};
    CHECK(running.ask(keyed).reject == Reject::none);
  }
  std::optional<StateSeen> second;
  std::promise<void> first;
  CHECK(running.engine.inspect([&](const auto&) {
    CHECK(running.engine.inspect([&](const auto& seen) { second = seen; }));
    running.engine.stop();
    first.set_value();
  }));
  first.get_future().wait();
  running.stop();
  REQUIRE(second);
  CHECK(second->hash == hash_of(running.engine.core().state()));
}

TEST_CASE(
    "engine thread: who asks for the state's hash when the log fails is told that there is none") {
  FailingLog log;
  Running running{log};
  running.ask({.command = empty_operation()});
  int told = 0;
  std::optional<StateSeen> seen;
  log.while_failing = [&] {
    CHECK(running.engine.inspect([&](const auto& s) {
      ++told;
      seen = s;
    }));
  };
  log.failing = true;
  CHECK(running.ask(open_session()).overloaded);
  running.stop();
  CHECK_FALSE(running.ended.has_value());
  CHECK(told == 1);
  CHECK_FALSE(seen);
}

TEST_CASE("engine thread: a refused command is answered and leaves nothing in the log") {
  MemoryLog log;
  Running running{log};
  const Answer before = running.ask({.command = empty_operation()});
  const Answer refused = running.ask({.command = SignInAgent{{9}}, .by = {1}});
  CHECK(refused.reject == Reject::agent_not_found);
  CHECK(refused.position == before.position);
}

TEST_CASE("engine thread: a keyed command repeated in one batch and after it gets one effect") {
  MemoryLog log;
  Running running{log};
  running.ask({.command = empty_operation()});
  Request keyed = open_session();
  keyed.keyed = true;
  keyed.key = {1};
  const Answer first = running.ask(keyed);
  const Answer second = running.ask(keyed);
  CHECK(second.first == first.first);
  CHECK(second.events == first.events);
  CHECK(second.position == first.position);
}

TEST_CASE("engine thread: when the log fails nobody is told yes, and nobody waits for ever") {
  FailingLog log;
  Running running{log};
  running.ask({.command = empty_operation()});
  log.failing = true;
  const Position last = log.last();
  CHECK(running.ask(open_session()).overloaded);
  running.stop();
  CHECK_FALSE(running.ended.has_value());
  CHECK(log.last() == last);
  CHECK(running.ask(open_session()).overloaded);
}

TEST_CASE(
    "engine thread: a full disk ends nothing: what was taken is carried out when there is room") {
  FailingLog log;
  log.kind = Fault::Kind::limit;
  Running running{log};
  running.ask({.command = empty_operation()});
  log.failing = true;
  const Position last = log.last();
  std::promise<Answer> taken;
  running.engine.post(open_session(), [&](const Answer& answer) { taken.set_value(answer); });
  // Once it is seen that there is no room, people are refused.
  while (running.engine.takes_arrivals()) std::this_thread::yield();
  CHECK(running.ask(open_session()).overloaded);
  std::promise<Answer> fact;
  running.engine.post({.command = SeeAnswer{.source = {.node = {1}}, .leg = {1}}},
                      [&](const Answer& answer) { fact.set_value(answer); });
  CHECK(log.last() == last);
  log.failing = false;
  const Answer answer = taken.get_future().get();
  CHECK(answer.reject == Reject::none);
  CHECK_FALSE(answer.overloaded);
  CHECK(answer.position <= log.last());
  CHECK_FALSE(fact.get_future().get().overloaded);
  CHECK_FALSE(running.visible_before_durable);
  running.stop();
  CHECK(running.ended.has_value());
}

TEST_CASE("engine thread: who came while the full disk was found out is told at once") {
  FailingLog log;
  log.kind = Fault::Kind::limit;
  Running running{log};
  running.ask({.command = empty_operation()});
  std::promise<Answer> late;
  log.while_failing = [&] {
    running.engine.post(open_session(), [&](const Answer& answer) { late.set_value(answer); });
  };
  log.failing = true;
  std::promise<Answer> taken;
  running.engine.post(open_session(), [&](const Answer& answer) { taken.set_value(answer); });
  CHECK(late.get_future().get().overloaded);
  log.failing = false;
  CHECK_FALSE(taken.get_future().get().overloaded);
}

TEST_CASE("engine thread: it can be ended while the disk is full") {
  FailingLog log;
  log.kind = Fault::Kind::limit;
  Running running{log};
  running.ask({.command = empty_operation()});
  log.failing = true;
  std::promise<Answer> taken;
  running.engine.post(open_session(), [&](const Answer& answer) { taken.set_value(answer); });
  running.stop();
  CHECK(taken.get_future().get().overloaded);
  CHECK_FALSE(running.ended.has_value());
}

TEST_CASE("engine thread: what stands behind the batch that could not be written is answered too") {
  FailingLog log;
  NoLogger logger;
  EngineThread engine{log, plenty_of_room, logger};
  const EngineSinks sinks{
      .publish = [&](const std::shared_ptr<const Batch>&) { log.failing = true; },
      .act = [](const Batch&, const std::vector<Believed>&) {}};
  REQUIRE(engine.replay(sinks).has_value());
  std::size_t refused = 0;
  const auto count = [&](const Answer& answer) { refused += answer.overloaded ? 1 : 0; };
  engine.post({.command = empty_operation()}, count);
  engine.welcome({1}, 5,
                 [](const Welcomed&) {});  // Ends the batch: the next command is in another.
  engine.post(open_session(), count);
  CHECK_FALSE(engine.run(sinks).has_value());
  CHECK(refused == 2);
}

TEST_CASE("engine thread: more commands of people than the inbox holds are refused, facts never") {
  MemoryLog log;
  NoLogger logger;
  EngineThread engine{log, plenty_of_room, logger};  // Not running: nothing leaves the inbox.
  std::size_t refused = 0;
  for (std::size_t i = 0; i < Admission::of_people_max + 5; ++i) {
    engine.post(open_session(),
                [&](const Answer& answer) { refused += answer.overloaded ? 1 : 0; });
  }
  CHECK(refused == 5);
  engine.post({.command = SeeAnswer{.source = {.node = {1}}, .leg = {1}}},
              [&](const Answer& answer) { refused += answer.overloaded ? 1 : 0; });
  CHECK(refused == 5);
}

TEST_CASE("engine thread: what comes when it ends stays with voice, for the next one") {
  MemoryLog log;
  NoLogger logger;
  EngineThread engine{log, plenty_of_room, logger};
  CHECK(engine.takes_facts());
  engine.stop();
  CHECK_FALSE(engine.takes_facts());
}

}  // namespace relevo
