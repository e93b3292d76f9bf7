// Facts that core has not made durable yet, in the order in which they happened.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>

#include "base/time.h"
#include "link/messages.h"

namespace relevo::voice {

inline constexpr std::size_t facts_waiting_max = 10'000;

class FactQueue {
 public:
  /// Takes what happened at `at` and gives it its number. False when the queue is full and the
  /// fact is one that LegsReport or the next of its kind makes good: it is then left out.
  bool put(link::FactBody body, Time at);

  /// Whether new calls should be refused because core has not taken facts for too long.
  bool full() const { return waiting_.size() >= facts_waiting_max; }

  /// Forgets everything up to `number`.
  void taken(std::uint64_t number);

  /// Gives each fact with a number above `after`, with its age at `at`.
  void each_after(std::uint64_t after, Time at,
                  const std::function<void(const link::Fact&)>& give) const;

  /// The number of the last fact, 0 before the first.
  std::uint64_t last() const { return last_; }
  std::size_t size() const { return waiting_.size(); }

 private:
  struct Waiting {
    std::uint64_t number;
    Time at;
    link::FactBody body;
  };
  std::deque<Waiting> waiting_;
  std::uint64_t last_ = 0;
};

}  // namespace relevo::voice
