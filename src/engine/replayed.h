// The core's state as it was: folded from the log up to any position, and on from there.
#pragma once

#include <utility>

#include "base/result.h"
#include "core/state.h"
#include "log/log.h"

namespace relevo {

class Replayed {
 public:
  /// `from`: a state of this log to go on from; without one from the beginning.
  explicit Replayed(const LogSource& log, State from = {}) : log_(log), state_(std::move(from)) {}

  /// Folds on up to and with the event at `position`, also in the middle of a batch. Requires that
  /// it is not before state().position. Fault input: the log ends before it. Faults of the log.
  Result<void> go_to(Position position);

  const State& state() const { return state_; }

 private:
  const LogSource& log_;
  State state_;
};

}  // namespace relevo
