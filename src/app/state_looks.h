// Who asks for the state's hash, which costs the engine's thread a walk over the whole state: all
// who wait get the same one, and none is made before the last has been rested from.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "api/engine_port.h"
#include "base/time.h"

namespace relevo {

/// One thread at a time.
class StateLooks {
 public:
  static constexpr std::size_t waiting_max = 256;
  static constexpr std::int64_t rest_times = 100;  // As long as it took: a hundredth of the thread.

  /// False: too many wait.
  bool add(StateTold done) {
    if (waiting_.size() >= waiting_max) return false;
    waiting_.push_back(std::move(done));
    return true;
  }

  std::size_t waiting() const { return waiting_.size(); }

  /// Whether somebody waits and it is time.
  bool is_due(Time now) const { return !waiting_.empty() && now >= next_at_; }

  /// When it will be, for those who wait.
  Time next_at() const { return next_at_; }

  /// All who wait; they are to be told.
  std::vector<StateTold> take() { return std::exchange(waiting_, {}); }

  /// The hash for them was made in this time.
  void made(Time began, Time ended) {
    next_at_ = ended + Duration{(ended - began).us * rest_times};
  }

 private:
  std::vector<StateTold> waiting_;
  Time next_at_;
};

}  // namespace relevo
