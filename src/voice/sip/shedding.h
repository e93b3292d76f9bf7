// New calls that are turned away with 503: when they may come back, and a word to the operator.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/logger.h"
#include "voice/sip/loop.h"

namespace relevo::voice {

/// SIP thread only.
class Shedding {
 public:
  static constexpr std::uint16_t retry_after_s_min = 2;
  static constexpr std::uint16_t retry_after_s_max = 10;
  static constexpr Duration told_each = seconds(10);

  Shedding(Loop& loop, Logger& logger) : logger_(logger), due_(loop, [this] { tell(); }) {}

  /// One more is turned away, `why` is a text that stays: after how many seconds it may try again.
  /// Spread, so that those who come back do not come all at once. The first is logged, then how
  /// many there were every told_each until there are none.
  std::uint16_t turn_away(std::string_view why);

 private:
  void tell();

  Logger& logger_;
  Timer due_;
  std::string_view why_;
  std::uint64_t count_ = 0;  // Since the last word,
  bool telling_ = false;     // and whether another follows.
  std::uint16_t turn_ = 0;
};

}  // namespace relevo::voice
