#include "voice/sip/guess_limit.h"

#include <algorithm>

namespace relevo::voice {

bool GuessLimit::blocked(const std::string& source, Time at) const {
  const auto found = clean_at_.find(source);
  return found != clean_at_.end() &&
         found->second - at > Duration{forgiven_each.us * (failures_max - 1)};
}

void GuessLimit::failed(const std::string& source, Time at) {
  if (clean_at_.size() >= sources_max) {
    std::erase_if(clean_at_, [at](const auto& entry) { return entry.second <= at; });
    if (clean_at_.size() >= sources_max) clean_at_.clear();
  }
  Time& clean_at = clean_at_[source];
  clean_at = std::max(clean_at, at) + forgiven_each;
}

}  // namespace relevo::voice
