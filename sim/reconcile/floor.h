// A working day of a large floor: the real engine, core, codec and log, and people who come to
// work, are called, hold, hand over, take breaks and say what came of it. No faults of machines:
// those are days of the world (world.h).
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/logger.h"
#include "engine/engine.h"
#include "log/segment_log.h"
#include "sim/schedule.h"
#include "sim/sim_clock.h"

namespace relevo::sim {

/// A segment log in a folder that goes with it. Nothing is synced: nobody cuts the power here.
class DayLog {
 public:
  DayLog();
  ~DayLog();
  DayLog(const DayLog&) = delete;
  DayLog& operator=(const DayLog&) = delete;

  SegmentLog& operator*() { return *log_; }
  SegmentLog* operator->() { return log_.get(); }

 private:
  std::string folder_;
  NoLogger logger_;
  std::unique_ptr<SegmentLog> log_;
};

/// The engine, one turn after the other, on virtual time.
class DayFloor {
 public:
  using Listen = std::function<void(const Batch&)>;

  /// `listen` hears every batch once it is in the log.
  explicit DayFloor(Listen listen);

  /// Once, before all else.
  void start();

  /// The engine takes it within two milliseconds. Who is refused does nothing about it.
  void say(Command command, UserId by = {});

  void run_until(Time end);

  Schedule& schedule() { return schedule_; }
  SegmentLog& log() { return *log_; }
  /// Log time.
  Time now() const { return clock_.now(); }
  std::uint64_t refused() const { return refused_; }

 private:
  void wake_by(Time when);
  void turn();
  EngineSinks sinks();

  Schedule schedule_;
  SimClock clock_{schedule_};
  NoLogger logger_;
  DayLog log_;
  Engine engine_;
  Listen listen_;
  std::vector<Waiting> inbox_;
  std::optional<Time> wake_at_;
  std::uint64_t refused_ = 0;
};

}  // namespace relevo::sim
