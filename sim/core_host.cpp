#include "sim/core_host.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace relevo::sim {

namespace {

constexpr Duration room_asked_each = milliseconds(200);

}  // namespace

CoreHost::CoreHost(const Plan& plan, Schedule& schedule, SimClock& clock, Disk& disk, Trace& trace,
                   Onlooker& onlooker)
    : plan_(plan),
      schedule_(schedule),
      clock_(clock),
      disk_(disk),
      trace_(trace),
      onlooker_(onlooker),
      chance_(chance_of(plan.seed, Stream::host)),
      repeat_chance_(chance_of(plan.seed, Stream::wire)) {}

void CoreHost::start() {
  if (running_ != nullptr) return;
  ++processes_;
  trace_.say("core", processes_, [] { return "a process starts"; });
  auto log = SegmentLog::open({.folder = disk_.folder(),
                               .segment_bytes_max = plan_.segment_bytes_max,
                               .grow_bytes = plan_.grow_bytes,
                               .calls = Disk::calls()},
                              logger_);
  if (!log) {
    trace_.say("core", processes_, [&] { return "no start: " + log.error().what; });
    return failed();
  }
  running_ = std::make_unique<Running>(std::move(*log), clock_, logger_);
  onlooker_.on_start();
  auto started = running_->engine.replay(sinks(true));
  if (started) started = running_->engine.start(sinks(false));
  if (!started || disk_.dead()) return failed();
  running_->channel = std::make_unique<ChannelEnd>(
      *this, people_, trace_, logger_,
      [this](const link::ToVoice& message) { onlooker_.on_send(message); });
  running_->channel->set_repeats(repeats_, &repeat_chance_);
  running_->ready = true;
  onlooker_.on_served(running_->engine.core(), held(), 0);
  if (held()) return wake_by(schedule_.now() + room_asked_each);
  wake_for_deadline();
}

/// The process found that it cannot go on, or was ended in the middle of what it did.
void CoreHost::failed() {
  const bool cut = disk_.dead();
  gone(cut && chance_.percent(50) ? CoreEnd::power_cut : CoreEnd::killed);
}

void CoreHost::end(CoreEnd how) {
  if (running_ != nullptr) gone(how);
}

void CoreHost::gone(CoreEnd how) {
  trace_.say("core", processes_,
             [&] { return how == CoreEnd::killed ? "has ended" : "has ended: no power"; });
  running_.reset();
  inbox_.clear();
  items_.clear();
  wake_at_.reset();
  if (how == CoreEnd::power_cut) {
    disk_.power_cut();
  } else {
    disk_.process_ended();
  }
  schedule_.after(chance_.between(milliseconds(50), seconds(3)), [this] { start(); });
}

void CoreHost::post(Request request, std::function<void(const Answer&)> done) {
  if (!up()) return;
  auto kept = std::make_shared<const Request>(request);
  const Time since = clock_.now();
  items_.push_back({.request = kept, .since = since});
  inbox_.emplace_back(Asking{std::move(request),
                             [this, kept, done = std::move(done)](const Answer& answer) {
                               if (!speaks()) return;
                               onlooker_.on_outcome(*kept, answer);
                               done(answer);
                             },
                             since});
  wake_by(schedule_.now() + (slow_ ? chance_.between(milliseconds(1), seconds(2))
                                   : chance_.between(microseconds(20), milliseconds(2))));
}

void CoreHost::welcome(NodeId node, std::uint64_t session,
                       std::function<void(const Welcomed&)> done) {
  if (!up()) return;
  items_.push_back({});
  inbox_.emplace_back(Looking{[this, node, session, done = std::move(done)](const Core& core) {
    if (!speaks()) return;
    onlooker_.on_look();
    done(welcomed_of(core, node, session));
  }});
  wake_by(schedule_.now() + chance_.between(microseconds(20), milliseconds(2)));
}

bool CoreHost::connect(std::shared_ptr<Wire> wire) {
  if (!up()) return false;
  running_->channel->connect(std::move(wire));
  return true;
}

void CoreHost::wake_by(Time when) {
  if (wake_at_ && *wake_at_ <= when) return;
  wake_at_ = when;
  schedule_.at(when, [this, when, process = processes_] {
    if (process != processes_ || wake_at_ != when) return;
    wake_at_.reset();
    turn();
  });
}

void CoreHost::wake_for_deadline() {
  if (!up() || held()) return;
  const auto due = running_->engine.next_deadline();
  if (due) wake_by(clock_.when(*due));
}

void CoreHost::turn() {
  if (!up()) return;
  std::vector<Waiting> work = std::exchange(inbox_, {});
  onlooker_.on_serve(std::max(clock_.now(), running_->engine.core().state().at),
                     std::exchange(items_, {}));
  const auto served = running_->engine.serve(work, sinks(false));
  if (!served || disk_.dead()) return failed();
  onlooker_.on_served(running_->engine.core(), held(), work.size());
  inbox_.insert(inbox_.begin(), std::make_move_iterator(work.begin()),
                std::make_move_iterator(work.end()));
  if (held()) return wake_by(schedule_.now() + room_asked_each);
  wake_for_deadline();
}

EngineSinks CoreHost::sinks(bool replayed) {
  return {.publish =
              [this, replayed](const std::shared_ptr<const Batch>& batch) {
                if (speaks()) onlooker_.on_publish(batch, replayed);
              },
          .act =
              [this](const Batch& batch, const std::vector<Believed>& touched) {
                if (speaks() && up()) running_->channel->on_batch(batch, touched);
              }};
}

}  // namespace relevo::sim
