#include "app/engine_thread.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "base/enum_name.h"

namespace relevo {

namespace {

std::chrono::microseconds chrono_of(Duration duration) {
  return std::chrono::microseconds(duration.us);
}

/// Tells everybody who can come back to do so, and leaves the facts and those who look.
void refuse_people(std::vector<Waiting>& work) {
  const auto kept = std::stable_partition(work.begin(), work.end(), [](const Waiting& waiting) {
    const auto* asking = std::get_if<Asking>(&waiting);
    return asking == nullptr || urgency_of(asking->request.command) == Urgency::fact;
  });
  refuse(work, static_cast<std::size_t>(kept - work.begin()));
  work.erase(kept, work.end());
}

std::size_t& count_of(Urgency urgency, Load& load) {
  if (urgency == Urgency::fact) return load.facts;
  return urgency == Urgency::arrival ? load.arrivals : load.of_people;
}

}  // namespace

EngineThread::EngineThread(Log& log, RoomSource room, Logger& logger)
    : engine_(log, clock_, logger), room_source_(std::move(room)), logger_(logger) {}

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
  while (served && (engine_.held() ? wait_for_room(work) : wait_for_work(work))) {
    served = engine_.serve(work, telling);
    ask_for_room();
  }
  if (served && engine_.held()) {
    served = fault(Fault::Kind::limit, "log: it ended while there was no room on the disk");
  }
  engine_.give_up_held();
  refuse_rest(work);
  return served;
}

/// Nobody waits for ever for an engine that has ended.
void EngineThread::refuse_rest(std::vector<Waiting>& work) {
  std::vector<StateTold> looking;
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
    std::move(inbox_.begin(), inbox_.end(), std::back_inserter(work));
    inbox_.clear();
    looking = looks_.take();
  }
  refuse(work, 0);
  for (const auto& done : looking) done(std::nullopt);
}

void EngineThread::stop() {
  const std::lock_guard lock{mutex_};
  stopping_ = true;
  arrived_.notify_one();
}

Load EngineThread::load() const {
  Load load = in_inbox_.load;
  const auto since = in_hand_since_ ? in_hand_since_ : in_inbox_.since;
  if (since) load.late = clock_.now() - *since;
  load.room = room_;
  return load;
}

void EngineThread::post(Request request, std::function<void(const Answer&)> done) {
  const Urgency urgency = urgency_of(request.command);
  {
    const std::lock_guard lock{mutex_};
    if (!stopping_ && Admission::takes(urgency, load())) {
      ++count_of(urgency, in_inbox_.load);
      const Time now = clock_.now();
      if (!in_inbox_.since) in_inbox_.since = now;
      inbox_.emplace_back(Asking{std::move(request), std::move(done), now});
      arrived_.notify_one();
      return;
    }
  }
  shed_.add();
  done({.overloaded = true});
}

bool EngineThread::takes_arrivals() const {
  const std::lock_guard lock{mutex_};
  return !stopping_ && Admission::takes(Urgency::arrival, load());
}

bool EngineThread::takes_facts() const {
  const std::lock_guard lock{mutex_};
  return !stopping_ && Admission::takes_facts(in_inbox_.load);
}

std::size_t EngineThread::waiting() const {
  const std::lock_guard lock{mutex_};
  return inbox_.size();
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

bool EngineThread::inspect(StateTold done) {
  const std::lock_guard lock{mutex_};
  if (stopping_ || !looks_.add(std::move(done))) return false;
  arrived_.notify_one();
  return true;
}

/// To all who ask for it at this moment.
void EngineThread::show_state(const Core& core) {
  std::vector<StateTold> waiting;
  {
    const std::lock_guard lock{mutex_};
    waiting = looks_.take();
  }
  if (waiting.empty()) return;  // Told already: a batch was held in between.
  const Time began = clock_.now();
  const StateSeen seen{.position = core.state().position, .hash = hash_of(core.state())};
  {
    const std::lock_guard lock{mutex_};
    looks_.made(began, clock_.now());
  }
  for (const auto& done : waiting) done(seen);
}

/// Waits for commands or a deadline; false when it is time to stop and nothing is left.
bool EngineThread::wait_for_work(std::vector<Waiting>& work) {
  std::unique_lock lock{mutex_};
  in_hand_since_.reset();
  if (inbox_.empty() && !stopping_ && work.empty()) {
    Duration sleep = room_asked_each;  // Others fill the disk, or empty it.
    if (const auto due = engine_.next_deadline()) {
      sleep = std::clamp(*due - clock_.now(), Duration{}, sleep);
    }
    const std::size_t looking = looks_.waiting();
    if (looking > 0) sleep = std::clamp(looks_.next_at() - clock_.now(), Duration{}, sleep);
    arrived_.wait_for(lock, chrono_of(sleep),
                      [&] { return !inbox_.empty() || stopping_ || looks_.waiting() != looking; });
  }
  // At the end there is nothing to rest for.
  if (looks_.is_due(clock_.now()) || (stopping_ && looks_.waiting() > 0)) {
    inbox_.emplace_back(Looking{[this](const Core& core) { show_state(core); }});
  }
  std::move(inbox_.begin(), inbox_.end(), std::back_inserter(work));
  inbox_.clear();
  in_hand_since_ = std::exchange(in_inbox_, {}).since;
  return !work.empty() || !stopping_;
}

/// A batch did not fit. Only facts are kept until it does; who can be told to come back is told.
/// False when it is time to stop.
bool EngineThread::wait_for_room(std::vector<Waiting>& work) {
  set_room(Room::none);
  refuse_people(work);
  std::unique_lock lock{mutex_};
  // Who came before it was known that there is no room: nobody comes behind them.
  if (in_inbox_.load.of_people + in_inbox_.load.arrivals > 0) {
    std::vector<Waiting> facts = std::exchange(inbox_, {});
    in_inbox_.load.of_people = in_inbox_.load.arrivals = 0;
    lock.unlock();
    refuse_people(facts);
    lock.lock();
    inbox_.insert(inbox_.begin(), std::make_move_iterator(facts.begin()),
                  std::make_move_iterator(facts.end()));
  }
  return !arrived_.wait_for(lock, chrono_of(held_tried_each), [this] { return stopping_; });
}

/// Engine's thread, after each turn: asks once a second, and at once when a batch fits again.
void EngineThread::ask_for_room() {
  if (engine_.held()) return;
  const Time now = clock_.now();
  if (room_ != Room::none && now - room_asked_at_ < room_asked_each) return;
  room_asked_at_ = now;
  const auto volume = room_source_();
  if (!volume) {
    logger_.error("room of the log not known", {{"why", volume.error().what}});
    return;
  }
  set_room(room_of(*volume));
}

void EngineThread::set_room(Room room) {
  {
    const std::lock_guard lock{mutex_};
    if (room == room_) return;
    room_ = room;
  }
  if (room == Room::plenty) return logger_.info("the disk of the log has room again");
  const char* what = room == Room::none ? "the disk is full: nothing is taken until it has room"
                     : room == Room::reserve ? "the disk is nearly full: no new contacts are taken"
                                             : "the disk of the log fills up";
  const Severity severity = room >= Room::reserve ? Severity::error : Severity::warning;
  logger_.write(severity, what, {{"room", enum_name(room)}});
}

}  // namespace relevo
