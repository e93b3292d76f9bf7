// A log line about something that strangers can make happen as often as they like: one a minute.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/logger.h"
#include "voice/sip/loop.h"

namespace relevo::voice {

/// SIP thread only.
class Complaint {
 public:
  static constexpr Duration told_each = minutes(1);

  /// `what` is a text that stays.
  Complaint(Loop& loop, std::string_view what, Logger& logger)
      : what_(what), logger_(logger), due_(loop, [this] { tell(); }) {}

  /// Once more. The first is logged, then how often and who was the last each told_each, until
  /// there is nothing to tell.
  void add(const std::string& source);

 private:
  void tell();

  std::string_view what_;
  Logger& logger_;
  Timer due_;
  std::uint64_t count_ = 0;  // Since the last word,
  std::string source_;       // of which this is the last,
  bool telling_ = false;     // and whether another word follows.
};

}  // namespace relevo::voice
