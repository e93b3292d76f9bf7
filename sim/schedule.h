// Virtual time, and what is to come in it: the only thing in the simulator that makes time pass.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <utility>

#include "base/time.h"

namespace relevo::sim {

/// Time here is that of the machine's boot clock, with 0 at the start of the day. What falls on
/// one instant happens in the order in which it was put.
class Schedule {
 public:
  using Step = std::function<void()>;

  Time now() const { return now_; }

  void at(Time when, Step step) {
    steps_.emplace(Place{std::max(when, now_), ++put_}, std::move(step));
  }
  void after(Duration gap, Step step) { at(now_ + gap, std::move(step)); }

  /// Takes the next step; false when there is none before `end`, and then it is `end`.
  bool take_next(Time end) {
    if (steps_.empty() || steps_.begin()->first.when > end) {
      now_ = std::max(now_, end);
      return false;
    }
    const auto next = steps_.extract(steps_.begin());  // It may put others while it runs.
    now_ = std::max(now_, next.key().when);
    ++taken_;
    next.mapped()();
    return true;
  }

  /// The whole machine sleeps: nothing happens, and then all that is due is late.
  void sleep(Duration gap) { now_ = now_ + gap; }

  std::uint64_t taken() const { return taken_; }

 private:
  struct Place {
    Time when;
    std::uint64_t order = 0;
    friend auto operator<=>(const Place&, const Place&) = default;
  };

  Time now_;
  std::uint64_t put_ = 0;
  std::uint64_t taken_ = 0;
  std::map<Place, Step> steps_;
};

}  // namespace relevo::sim
