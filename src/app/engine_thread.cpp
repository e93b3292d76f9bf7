#include "app/engine_thread.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace relevo {

namespace {

constexpr Duration longest_sleep = seconds(30);

bool is_of_people(const Request& request) { return static_cast<bool>(request.by); }

}  // namespace

EngineThread::EngineThread(Log& log, Logger& logger) : engine_(log, clock_, logger) {}

Result<void> EngineThread::replay(const EngineSinks& sinks) {
  auto replayed = engine_.replay(sinks);
  wall_offset_us_ = core().state().wall_offset.us;
  return replayed;
}

Result<void> EngineThread::run(const EngineSinks& sinks) {
  const EngineSinks telling{.publish =
                                [&](std::shared_ptr<const Batch> batch) {
                                  wall_offset_us_ = core().state().wall_offset.us;
                                  sinks.publish(std::move(batch));
                                },
                            .act = sinks.act};
  auto served = engine_.start(telling);
  std::vector<Waiting> work;
  while (served && wait_for_work(work)) served = engine_.serve(work, telling);
  if (!served) refuse_rest();
  return served;
}

/// Nobody waits for ever for an engine that has ended.
void EngineThread::refuse_rest() {
  std::vector<Waiting> rest;
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
    rest.swap(inbox_);
  }
  refuse(rest, 0);
}

void EngineThread::stop() {
  const std::lock_guard lock{mutex_};
  stopping_ = true;
  arrived_.notify_one();
}

void EngineThread::post(Request request, std::function<void(const Answer&)> done) {
  {
    const std::lock_guard lock{mutex_};
    const bool of_people = is_of_people(request);
    if (!stopping_ && (!of_people || commands_of_people_ < commands_of_people_max)) {
      commands_of_people_ += of_people ? 1 : 0;
      inbox_.emplace_back(Asking{std::move(request), std::move(done)});
      arrived_.notify_one();
      return;
    }
  }
  done({.overloaded = true});
}

void EngineThread::look(Looking looking) {
  const std::lock_guard lock{mutex_};
  if (stopping_) return;
  inbox_.emplace_back(std::move(looking));
  arrived_.notify_one();
}

void EngineThread::welcome(NodeId node, std::uint64_t session,
                           std::function<void(const Welcomed&)> done) {
  look({[node, session, done = std::move(done)](const Core& core) {
    done(welcomed_of(core, node, session));
  }});
}

void EngineThread::inspect(std::function<void(const StateSeen&)> done) {
  look({[done = std::move(done)](const Core& core) {
    done({.position = core.state().position, .hash = hash_of(core.state())});
  }});
}

/// Waits for commands or a deadline; false when it is time to stop and nothing is left.
bool EngineThread::wait_for_work(std::vector<Waiting>& work) {
  std::unique_lock lock{mutex_};
  if (inbox_.empty() && !stopping_) {
    Duration sleep = longest_sleep;
    if (const auto due = engine_.next_deadline()) {
      sleep = std::clamp(*due - clock_.now(), Duration{}, longest_sleep);
    }
    arrived_.wait_for(lock, std::chrono::microseconds(sleep.us),
                      [this] { return !inbox_.empty() || stopping_; });
  }
  work.clear();
  work.swap(inbox_);
  commands_of_people_ = 0;
  return !work.empty() || !stopping_;
}

}  // namespace relevo
