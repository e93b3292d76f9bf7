// The floor as it was at one moment, folded from the log: what GET /board?at= and `relevo replay`
// show.
#pragma once

#include <memory>
#include <string>

#include "api/floor.h"
#include "base/result.h"
#include "log/log.h"

namespace relevo {

/// An engine that has stopped at a moment: it tells the time and takes nothing.
class PastEngine final : public EnginePort {
 public:
  void post(Request request, std::function<void(const Answer&)> done) override;
  bool inspect(StateTold done) override;
  bool ready() const override { return false; }
  Time now() const override { return now_; }
  Duration wall_offset() const override { return wall_offset_; }

  void stand_at(Time now, Duration wall_offset) {
    now_ = now;
    wall_offset_ = wall_offset;
  }

 private:
  Time now_;
  Duration wall_offset_;
};

class PastFloor {
 public:
  /// What the past is folded from.
  struct Source {
    const LogSource& log;
    std::string snapshots;  // Folder; the fold begins with the newest that is old enough.
  };

  /// Everything that had happened by `wall`, a time of the wall clock. It costs a fold of the log
  /// from a snapshot on: not on a thread that somebody waits for. Fault input, for
  /// people: before the first event that is kept, or before what it can be folded from. Faults of
  /// the log.
  static Result<std::unique_ptr<PastFloor>> at(const Source& source, Time wall);

  /// Up to and with the event at this position; its waits are those of that event's time.
  static Result<std::unique_ptr<PastFloor>> at(const Source& source, Position position);

  explicit PastFloor(Views folded) : floor_(engine_, std::move(folded), std::nullopt) {}

  const Floor& floor() const { return floor_; }

  /// The names that agents have now; those of the past are not kept.
  void set_names(Floor::Names names) { floor_.set_names(std::move(names)); }

 private:
  class Until;

  static Result<std::unique_ptr<PastFloor>> fold(const Source& source, const Until& until);

  PastEngine engine_;
  Floor floor_;
};

}  // namespace relevo
