// Slows down those who try passwords: a token bucket per source address.
#pragma once

#include <string>
#include <unordered_map>

#include "base/time.h"

namespace relevo::voice {

class GuessLimit {
 public:
  static constexpr int failures_max = 10;                // In one burst.
  static constexpr Duration forgiven_each = seconds(2);  // One failure is forgotten after this.
  static constexpr std::size_t sources_max = 4096;

  /// Whether this address has failed too often to be listened to now.
  bool blocked(const std::string& source, Time at) const;

  void failed(const std::string& source, Time at);

 private:
  /// When the last of the source's failures is forgotten: its debt as a point in time.
  std::unordered_map<std::string, Time> clean_at_;
};

}  // namespace relevo::voice
