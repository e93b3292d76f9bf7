// How often something may happen: so many times at once, and once more after each while.
#pragma once

#include <algorithm>
#include <cstdint>

#include "base/time.h"

namespace relevo {

/// A bucket of tokens, full at the start. Whoever asks says how many it holds (`burst`, at least 1)
/// and how long it takes until there is one more (`refill`).
class TokenBucket {
 public:
  /// Takes one. False when there is none; nothing changes then.
  constexpr bool take(Time now, std::int64_t burst, Duration refill) {
    const Time full_at = std::max(full_at_, now) + refill;
    if (full_at - now > Duration{refill.us * burst}) return false;
    full_at_ = full_at;
    return true;
  }

  /// What was taken does not count.
  constexpr void give_back(Duration refill) { full_at_ = full_at_ - refill; }

  constexpr bool is_full(Time now) const { return full_at_ <= now; }

 private:
  Time full_at_;
};

}  // namespace relevo
