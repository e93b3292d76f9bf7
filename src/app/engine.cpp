#include "app/engine.h"

#include <algorithm>
#include <chrono>
#include <set>
#include <utility>

#include "base/assert.h"
#include "view/history.h"

namespace relevo {

namespace {

constexpr std::size_t replay_events = 4'096;  // Read at a time.
constexpr Duration wall_clock_noted_each = minutes(1);
constexpr Duration wall_clock_moved = milliseconds(500);  // A smaller change is not worth an event.
constexpr Duration longest_sleep = seconds(30);

bool is_of_people(const Request& request) { return static_cast<bool>(request.by); }

}  // namespace

Engine::Engine(Log& log, Logger& logger) : log_(log), logger_(logger) {}

Result<void> Engine::replay(const EngineSinks& sinks) {
  while (core_.state().position < log_.last()) {
    auto batches = log_.read(core_.state().position, replay_events);
    if (!batches) return tl::unexpected<Fault>(batches.error());
    if (batches->empty()) {
      return fault(Fault::Kind::disk, "log: nothing to read after position " +
                                          std::to_string(core_.state().position) +
                                          ", though it goes on to " + std::to_string(log_.last()));
    }
    for (Batch& batch : *batches) {
      core_.replay(batch);
      sinks.publish(std::make_shared<const Batch>(std::move(batch)));
    }
  }
  wall_offset_us_ = core_.state().wall_offset.us;
  // Here and not in run: other threads may ask for the time as soon as that one starts.
  clock_.emplace(core_.state().at);
  return {};
}

Result<void> Engine::run(const EngineSinks& sinks) {
  RELEVO_ASSERT(clock_.has_value());
  const Time last = core_.state().at;
  Batch start{.first = core_.state().position + 1, .at = clock_->now()};
  const Duration away = last.us == 0 ? Duration{} : start.at - last;
  core_.take({.command = StartCore{.away = away}}, start);
  note_wall_clock(start);
  auto served = finish(std::move(start), {}, sinks);
  std::vector<Waiting> work;
  while (served && wait_for_work(work)) served = serve(work, sinks);
  if (!served) refuse_rest();
  return served;
}

/// Nobody waits for ever for an engine that has ended.
void Engine::refuse_rest() {
  std::vector<Waiting> rest;
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
    rest.swap(inbox_);
  }
  refuse(rest, 0);
}

void Engine::refuse(const std::vector<Waiting>& work, std::size_t first) {
  for (std::size_t i = first; i < work.size(); ++i) {
    if (const auto* asking = std::get_if<Asking>(&work[i])) asking->done({.overloaded = true});
  }
}

void Engine::stop() {
  const std::lock_guard lock{mutex_};
  stopping_ = true;
  arrived_.notify_one();
}

void Engine::post(Request request, std::function<void(const Answer&)> done) {
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

void Engine::welcome(NodeId node, std::uint64_t session,
                     std::function<void(const Welcomed&)> done) {
  const std::lock_guard lock{mutex_};
  if (stopping_) return;
  inbox_.emplace_back(Welcoming{node, session, std::move(done)});
  arrived_.notify_one();
}

void Engine::inspect(std::function<void(const StateSeen&)> done) {
  const std::lock_guard lock{mutex_};
  if (stopping_) return;
  inbox_.emplace_back(Inspecting{std::move(done)});
  arrived_.notify_one();
}

/// Waits for commands or a deadline; false when it is time to stop and nothing is left.
bool Engine::wait_for_work(std::vector<Waiting>& work) {
  std::unique_lock lock{mutex_};
  if (inbox_.empty() && !stopping_) {
    Duration sleep = longest_sleep;
    if (const auto due = core_.next_deadline()) {
      sleep = std::clamp(*due - clock_->now(), Duration{}, longest_sleep);
    }
    arrived_.wait_for(lock, std::chrono::microseconds(sleep.us),
                      [this] { return !inbox_.empty() || stopping_; });
  }
  work.clear();
  work.swap(inbox_);
  commands_of_people_ = 0;
  return !work.empty() || !stopping_;
}

bool Engine::tick_is_due() const {
  const auto due = core_.next_deadline();
  return due && *due <= clock_->now();
}

/// Carries the work out in as many batches as it needs; one at least when a deadline is due.
Result<void> Engine::serve(std::vector<Waiting>& work, const EngineSinks& sinks) {
  std::size_t next = 0;
  do {
    // Time may not stand still within a batch, but its events share one: the batch's.
    Batch batch{.first = core_.state().position + 1,
                .at = std::max(clock_->now(), core_.state().at)};
    std::vector<Answering> answers;
    std::optional<Waiting> told;
    bool closed = false;
    set_assert_position(core_.state().position);
    if (tick_is_due()) core_.take({.command = Tick{}}, batch);
    note_wall_clock(batch);
    while (next < work.size() && !closed && batch.events.size() < batch_events_wanted) {
      if (!std::holds_alternative<Asking>(work[next])) {
        told = std::move(work[next++]);
        break;  // They are told what is durable, so the batch ends here.
      }
      Asking& asking = std::get<Asking>(work[next++]);
      // A document takes the batch's one place for it, so nothing follows it.
      closed = std::holds_alternative<ApplyOperation>(asking.request.command);
      answers.push_back(
          {std::move(asking.done), core_.take(asking.request, batch), asking.request.keyed});
    }
    core_.close(batch);
    auto finished = finish(std::move(batch), std::move(answers), sinks);
    if (!finished) {
      refuse(work, next);
      return finished;
    }
    if (told) tell_now(*told);
  } while (next < work.size());
  return {};
}

Result<void> Engine::finish(Batch batch, std::vector<Answering> answers, const EngineSinks& sinks) {
  if (!batch.events.empty()) {
    const auto durable = std::make_shared<const Batch>(std::move(batch));
    auto appended = log_.append(*durable, core_.state().epoch);
    if (!appended) {
      logger_.error("log not written", {{"why", appended.error().what}});
      for (const Answering& answer : answers) answer.done({.overloaded = true});
      return appended;
    }
    wall_offset_us_ = core_.state().wall_offset.us;
    sinks.publish(durable);
    sinks.act(*durable, touched_by(*durable));
  }
  for (const Answering& answer : answers) {
    const Outcome& outcome = answer.outcome;
    // With a key that of its key_used, so that a repetition is told the same.
    const bool done_by_key = answer.keyed && outcome.reject == Reject::none;
    answer.done(
        {.reject = outcome.reject,
         .first = outcome.first,
         .events = outcome.events,
         .position = done_by_key ? outcome.first + outcome.events : core_.state().position});
  }
  return {};
}

std::vector<Believed> Engine::touched_by(const Batch& batch) const {
  std::set<ContactId> touched;
  for (const Event& event : batch.events) {
    if (const ContactId contact = contact_of(event)) touched.insert(contact);
  }
  std::vector<Believed> believed;
  believed.reserve(touched.size());
  for (const ContactId contact : touched) believed.push_back(core_.believe(contact));
  return believed;
}

void Engine::tell_now(const Waiting& waiting) const {
  if (const auto* welcoming = std::get_if<Welcoming>(&waiting)) return welcome_now(*welcoming);
  const State& state = core_.state();
  std::get<Inspecting>(waiting).done({.position = state.position, .hash = hash_of(state)});
}

void Engine::welcome_now(const Welcoming& welcoming) const {
  const State& state = core_.state();
  Welcomed welcomed{.epoch = state.epoch, .position = state.position};
  const auto taken = state.facts_taken.find(welcoming.node);
  if (taken != state.facts_taken.end() && taken->second.session == welcoming.session) {
    welcomed.facts_taken = taken->second.number;
  }
  for (Believed& believed : core_.believe_all()) {
    if (believed.node == welcoming.node) welcomed.contacts.push_back(believed);
  }
  welcoming.done(welcomed);
}

/// Once a minute: the wall clock may have been set.
void Engine::note_wall_clock(Batch& batch) {
  if (wall_noted_at_.us != 0 && batch.at - wall_noted_at_ < wall_clock_noted_each) return;
  wall_noted_at_ = batch.at;
  const Duration offset = wall_clock() - batch.at;
  const Duration moved = offset - core_.state().wall_offset;
  if (moved.us > -wall_clock_moved.us && moved.us < wall_clock_moved.us) return;
  core_.take({.command = SetWallClock{.offset = offset}}, batch);
}

}  // namespace relevo
