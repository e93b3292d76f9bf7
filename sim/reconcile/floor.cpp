#include "sim/reconcile/floor.h"

#include <stdlib.h>

#include <filesystem>
#include <utility>

#include "base/assert.h"

namespace relevo::sim {

namespace {

constexpr Duration turn_gap = milliseconds(2);
constexpr Duration wall_ahead = seconds(97);  // Of log time: the two are never the same by luck.

int no_sync(int /*descriptor*/) { return 0; }

}  // namespace

DayLog::DayLog() {
  folder_ = (std::filesystem::temp_directory_path() / "relevo-day-XXXXXX").string();
  RELEVO_ASSERT(::mkdtemp(folder_.data()) != nullptr);
  log::FileCalls calls;
  calls.fdatasync = no_sync;
  calls.fsync_folder = no_sync;
  auto log = SegmentLog::open({.folder = folder_ + "/log", .calls = calls}, logger_);
  RELEVO_ASSERT(log.has_value());
  log_ = std::move(*log);
}

DayLog::~DayLog() {
  log_.reset();
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

DayFloor::DayFloor(Listen listen) : engine_(*log_, clock_, logger_), listen_(std::move(listen)) {}

void DayFloor::start() {
  RELEVO_ASSERT(engine_.replay(sinks()).has_value());
  RELEVO_ASSERT(engine_.start(sinks()).has_value());
  clock_.move_wall(wall_ahead);
}

void DayFloor::say(Command command, UserId by) {
  const auto count = [this](const Answer& answer) {
    if (answer.reject != Reject::none) ++refused_;
  };
  inbox_.emplace_back(
      Asking{.request = {.command = std::move(command), .by = by}, .done = count, .since = {}});
  wake_by(schedule_.now() + turn_gap);
}

void DayFloor::run_until(Time end) {
  while (schedule_.take_next(end)) {
  }
}

void DayFloor::wake_by(Time when) {
  if (wake_at_ && *wake_at_ <= when) return;
  wake_at_ = when;
  schedule_.at(when, [this, when] {
    if (wake_at_ != when) return;
    wake_at_.reset();
    turn();
  });
}

void DayFloor::turn() {
  std::vector<Waiting> work = std::exchange(inbox_, {});
  RELEVO_ASSERT(engine_.serve(work, sinks()).has_value() && work.empty());
  const auto due = engine_.next_deadline();
  if (due) wake_by(std::max(clock_.when(*due), schedule_.now()));
}

EngineSinks DayFloor::sinks() {
  return {.publish = [this](const std::shared_ptr<const Batch>& batch) { listen_(*batch); },
          .act = [](const Batch& /*batch*/, const std::vector<Believed>& /*touched*/) {}};
}

}  // namespace relevo::sim
