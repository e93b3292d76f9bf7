#include "engine/engine.h"

#include <algorithm>
#include <set>
#include <utility>

#include "base/assert.h"
#include "view/contact_event.h"

namespace relevo {

namespace {

// Beside what is paired, a batch holds about as many events as are wanted.
static_assert(routing_events_max + 2 * batch_events_wanted <= Log::batch_events_max);

constexpr std::size_t replay_events = 4'096;  // Read at a time.
constexpr Duration wall_clock_noted_each = minutes(1);
constexpr Duration wall_clock_moved = milliseconds(500);  // A smaller change is not worth an event.

/// Of a channel about the world, not of people.
bool is_report(const Command& command) {
  return std::visit([](const auto& given) { return requires { given.source; }; }, command);
}

/// A fact, or what an agent answers to an offer, is as much older as it waited here.
void add_age(Command& command, Duration waited) {
  std::visit(
      [&]<class C>(C& c) {
        if constexpr (requires { c.source; }) c.source.age = c.source.age + waited;
        if constexpr (requires { c.age; }) c.age = c.age + waited;
      },
      command);
}

}  // namespace

Engine::Engine(Log& log, EngineClock& clock, Logger& logger)
    : log_(log), clock_(clock), logger_(logger) {}

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
      set_assert_position(batch.first);
      in_hand_->replaying(batch.first);
      core_.replay(batch);
      sinks.publish(std::make_shared<const Batch>(std::move(batch)));
    }
  }
  in_hand_->replaying(0);
  clock_.take_over(core_.state().at);
  return {};
}

Result<void> Engine::start(const EngineSinks& sinks) {
  const Time last = core_.state().at;
  Batch start{.first = core_.state().position + 1, .at = clock_.now()};
  const Duration away = last.us == 0 ? Duration{} : start.at - last;
  core_.take({.command = StartCore{.away = away}}, start);
  note_wall_clock(start);
  const Time began = start.at;
  return finish({.began = began, .batch = std::make_shared<const Batch>(std::move(start))}, sinks);
}

bool Engine::tick_is_due(Time now) const {
  const auto due = core_.next_deadline();
  return due && *due <= now;
}

Result<void> Engine::serve(std::vector<Waiting>& work, const EngineSinks& sinks) {
  Result<void> finished{};
  if (held_) {
    finished = finish(*std::exchange(held_, std::nullopt), sinks);
    if (finished && held_) return {};
  }
  std::size_t next = 0;
  if (finished) {
    do {
      finished = finish(decide(work, next), sinks);
    } while (finished && !held_ && (next < work.size() || tick_is_due(clock_.now())));
  }
  if (!finished) {
    refuse(work, next);
    next = work.size();
  }
  work.erase(work.begin(), work.begin() + static_cast<std::ptrdiff_t>(next));
  return finished;
}

/// The next batch: of the work from `next` on what belongs into it, and what is due behind it.
Engine::Finishing Engine::decide(std::vector<Waiting>& work, std::size_t& next) {
  // Time may not stand still within a batch, but its events share one: the batch's.
  const Time now = clock_.now();
  Batch batch{.first = core_.state().position + 1, .at = std::max(now, core_.state().at)};
  Finishing finishing{.began = now};
  bool closed = false;
  set_assert_position(core_.state().position);
  note_wall_clock(batch);
  core_.go_on(batch);
  while (next < work.size() && !closed && batch.events.size() < batch_events_wanted) {
    if (auto* look = std::get_if<Looking>(&work[next])) {
      finishing.looking = std::move(*look);
      ++next;
      break;  // They are told what is durable, so the batch ends here.
    }
    Asking& asking = std::get<Asking>(work[next++]);
    // A document takes the batch's one place for it, so nothing follows it.
    closed = std::holds_alternative<ApplyOperation>(asking.request.command);
    finishing.answers.push_back(carry_out(asking, batch));
    metrics_.commands.add();
    if (is_report(asking.request.command)) metrics_.facts.add();
    metrics_.rejected(finishing.answers.back().outcome.reject);
  }
  // Last: what waits here happened before now, and an answer in time is not to lose against its own
  // deadline because the engine was late.
  const bool is_last = next == work.size() && !closed;
  if (is_last && tick_is_due(batch.at)) core_.take({.command = Tick{}}, batch);
  core_.close(batch);
  if (!batch.events.empty()) finishing.batch = std::make_shared<const Batch>(std::move(batch));
  return finishing;
}

Engine::Answering Engine::carry_out(Asking& asking, Batch& batch) {
  Answering answering{.done = std::move(asking.done), .keyed = asking.request.keyed};
  const CommandIdentity identity = identity_of(asking.request);
  if (!in_hand_->take(identity)) {
    const Outcome aside = core_.take({.command = set_aside_of(asking.request)}, batch);
    // Else the core knows of it, and carries out nothing.
    if (aside.events > 0) {
      answering.outcome.reject = Reject::command_set_aside;
      return answering;
    }
  }
  if (asking.since.us != 0) add_age(asking.request.command, batch.at - asking.since);
  answering.outcome = core_.take(asking.request, batch);
  in_hand_->put_down();
  return answering;
}

Result<void> Engine::finish(Finishing finishing, const EngineSinks& sinks) {
  if (finishing.batch != nullptr) {
    const Time before = clock_.now();
    auto appended = log_.append(*finishing.batch, core_.state().epoch);
    metrics_.append_time.record(clock_.now() - before);
    // A document beyond the log's limit never fits, on any disk: waiting would be for ever.
    const auto& document = finishing.batch->document;
    const bool may_fit = document == nullptr || document->size() <= Log::document_bytes_max;
    if (!appended && may_fit && appended.error().kind == Fault::Kind::limit) {
      held_ = std::move(finishing);
      return {};
    }
    if (!appended) {
      logger_.error("log not written", {{"why", appended.error().what}});
      held_ = std::move(finishing);
      give_up_held();
      return appended;
    }
    metrics_.batches.add();
    metrics_.events.add(finishing.batch->events.size());
    metrics_.keys.set(static_cast<std::int64_t>(core_.state().keys.size()));
    sinks.publish(finishing.batch);
    sinks.act(*finishing.batch, touched_by(*finishing.batch));
  }
  for (const Answering& answer : finishing.answers) {
    const Outcome& outcome = answer.outcome;
    // With a key that of its key_used, so that a repetition is told the same.
    const bool done_by_key = answer.keyed && outcome.reject == Reject::none;
    answer.done(
        {.reject = outcome.reject,
         .first = outcome.first,
         .events = outcome.events,
         .position = done_by_key ? outcome.first + outcome.events : core_.state().position});
  }
  if (finishing.looking) finishing.looking->look(core_);
  metrics_.batch_time.record(clock_.now() - finishing.began);
  return {};
}

void Engine::give_up_held() {
  if (!held_) return;
  const Finishing held = *std::exchange(held_, std::nullopt);
  for (const Answering& answer : held.answers) answer.done({.overloaded = true});
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

/// Once a minute: the wall clock may have been set.
void Engine::note_wall_clock(Batch& batch) {
  if (wall_noted_at_.us != 0 && batch.at - wall_noted_at_ < wall_clock_noted_each) return;
  wall_noted_at_ = batch.at;
  const Duration offset = clock_.wall() - batch.at;
  const Duration moved = offset - core_.state().wall_offset;
  if (moved.us > -wall_clock_moved.us && moved.us < wall_clock_moved.us) return;
  core_.take({.command = SetWallClock{.offset = offset}}, batch);
}

void refuse(const std::vector<Waiting>& work, std::size_t first) {
  for (std::size_t i = first; i < work.size(); ++i) {
    if (const auto* asking = std::get_if<Asking>(&work[i])) asking->done({.overloaded = true});
  }
}

Welcomed welcomed_of(const Core& core, NodeId node, std::uint64_t session) {
  const State& state = core.state();
  Welcomed welcomed{.epoch = state.epoch, .position = state.position};
  const auto taken = state.facts_taken.find(node);
  if (taken != state.facts_taken.end() && taken->second.session == session) {
    welcomed.facts_taken = taken->second.number;
  }
  for (Believed& believed : core.believe_all()) {
    if (believed.node == node) welcomed.contacts.push_back(believed);
  }
  return welcomed;
}

}  // namespace relevo
