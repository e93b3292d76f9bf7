#include "api/attempt_limit.h"

#include <algorithm>

namespace relevo {

bool AttemptLimit::take(std::string_view name, Time now) {
  auto found = full_at_.find(name);
  if (found == full_at_.end()) {
    if (full_at_.size() >= names_max) forget_full(now);
    if (full_at_.size() >= names_max) return false;
    found = full_at_.emplace(std::string(name), now).first;
  }
  const Time full_at = std::max(found->second, now) + refill_;
  if (full_at - now > Duration{refill_.us * burst_}) return false;
  found->second = full_at;
  return true;
}

void AttemptLimit::give_back(std::string_view name) {
  const auto found = full_at_.find(name);
  if (found != full_at_.end()) found->second = found->second - refill_;
}

int AttemptLimit::retry_after_s() const {
  return static_cast<int>(std::max<std::int64_t>(1, (refill_.us + 999'999) / 1'000'000));
}

void AttemptLimit::forget_full(Time now) {
  std::erase_if(full_at_, [now](const auto& entry) { return entry.second <= now; });
}

}  // namespace relevo
