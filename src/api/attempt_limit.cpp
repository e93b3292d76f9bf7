#include "api/attempt_limit.h"

#include <algorithm>

namespace relevo {

bool AttemptLimit::take(std::string_view name, Time now) {
  auto found = buckets_.find(name);
  if (found == buckets_.end()) {
    if (buckets_.size() >= names_max) forget_full(now);
    if (buckets_.size() >= names_max) return false;
    found = buckets_.emplace(std::string(name), TokenBucket{}).first;
  }
  return found->second.take(now, burst_, refill_);
}

void AttemptLimit::give_back(std::string_view name) {
  const auto found = buckets_.find(name);
  if (found != buckets_.end()) found->second.give_back(refill_);
}

int AttemptLimit::retry_after_s() const {
  return static_cast<int>(std::max<std::int64_t>(1, (refill_.us + 999'999) / 1'000'000));
}

void AttemptLimit::forget_full(Time now) {
  std::erase_if(buckets_, [now](const auto& entry) { return entry.second.is_full(now); });
}

}  // namespace relevo
