// The core's state as it was: folded from the log up to any position, and on from there.
#pragma once

#include "base/result.h"
#include "core/state.h"
#include "log/log.h"

namespace relevo {

class Replayed {
 public:
  explicit Replayed(const LogSource& log) : log_(log) {}

  /// Folds on up to and with the event at `position`, also in the middle of a batch. Requires that
  /// it is not before state().position. Fault input: the log ends before it. Faults of the log.
  Result<void> go_to(Position position);

  const State& state() const { return state_; }

 private:
  const LogSource& log_;
  State state_;
};

}  // namespace relevo
