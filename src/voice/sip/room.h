// Whether there is room for one more call from outside: what was taken on comes first.
#pragma once

#include <algorithm>
#include <cstddef>

namespace relevo::voice {

/// What this process has taken on.
struct TakenOn {
  std::size_t customers = 0;  // Legs of customers, waiting ones included.
  std::size_t agents = 0;     // Of them who have an agent's leg, or two.
  std::size_t users = 0;      // Who could be rung.
};

/// How many legs must be free for another call to be taken on: its own, and one of an agent for
/// each customer who has none, as far as there are agents. A call that is let in never takes the
/// leg away by which one that waits would be answered.
constexpr std::size_t legs_needed(const TakenOn& taken) {
  const std::size_t may_be_rung = std::min(taken.customers + 1, taken.users);
  return 1 + may_be_rung - std::min(may_be_rung, taken.agents);
}

/// How many of `legs_max` are left to the numbers that are turned away last, while there are such
/// numbers: at least a whole call.
constexpr std::size_t legs_left_to_first(std::size_t legs_max) {
  return std::max<std::size_t>(2, legs_max / 10);
}

}  // namespace relevo::voice
