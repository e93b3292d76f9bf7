// What the people mean to do later: one queue of deadlines for one thread.
#pragma once

#include <cstdint>
#include <functional>
#include <queue>
#include <utility>
#include <vector>

#include "base/time.h"

namespace relevo::demo {

/// Times are of a steady clock that the owner reads. Work that was planned is always called: who
/// changes their mind looks at their own state when the time comes.
class Schedule {
 public:
  Time now() const { return now_; }

  void after(Duration wait, std::function<void()> work) {
    due_.push(Entry{.at = now_ + wait, .order = ++order_, .work = std::move(work)});
  }

  /// Calls what is due at `now`, in order, but not what that plans for the same moment.
  void run(Time now) {
    now_ = now;
    const std::uint64_t last = order_;
    while (!due_.empty() && due_.top().at <= now && due_.top().order <= last) {
      const auto work = due_.top().work;
      due_.pop();
      work();
    }
  }

 private:
  struct Entry {
    Time at;
    std::uint64_t order = 0;
    std::function<void()> work;

    friend bool operator<(const Entry& a, const Entry& b) {
      return std::pair(a.at, a.order) > std::pair(b.at, b.order);
    }
  };

  Time now_;
  std::uint64_t order_ = 0;
  std::priority_queue<Entry> due_;
};

}  // namespace relevo::demo
