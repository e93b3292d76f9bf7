// Virtual time, and what is to come in it: the only thing in the simulator that makes time pass.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <queue>
#include <utility>
#include <vector>

#include "base/time.h"

namespace relevo::sim {

/// Time here is that of the machine's boot clock, with 0 at the start of the day. What falls on
/// one instant happens in the order in which it was put.
class Schedule {
 public:
  using Step = std::function<void()>;

  Time now() const { return now_; }

  void at(Time when, Step step) { steps_.push({std::max(when, now_), ++put_, std::move(step)}); }
  void after(Duration gap, Step step) { at(now_ + gap, std::move(step)); }

  /// Takes the next step; false when there is none before `end`, and then it is `end`.
  bool take_next(Time end) {
    if (steps_.empty() || steps_.top().when > end) {
      now_ = std::max(now_, end);
      return false;
    }
    Step step = std::move(const_cast<Later&>(steps_.top()).step);  // NOLINT: it leaves the queue.
    now_ = std::max(now_, steps_.top().when);
    steps_.pop();
    ++taken_;
    step();
    return true;
  }

  /// The whole machine sleeps: nothing happens, and then all that is due is late.
  void sleep(Duration gap) { now_ = now_ + gap; }

  std::uint64_t taken() const { return taken_; }

 private:
  struct Later {
    Time when;
    std::uint64_t order = 0;
    Step step;
    friend bool operator<(const Later& a, const Later& b) {
      return std::pair{a.when, a.order} > std::pair{b.when, b.order};
    }
  };

  Time now_;
  std::uint64_t put_ = 0;
  std::uint64_t taken_ = 0;
  std::priority_queue<Later> steps_;
};

}  // namespace relevo::sim
