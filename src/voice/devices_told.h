// What core knows of users' devices, and when a registration is news to it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>

#include "base/text.h"

namespace relevo::voice {

/// A user whose phone failed a call is one that core does not count on until it hears of a
/// registration. A phone that registers and never answers would be counted on again with each one,
/// and the callers' time would go into ringing it: of registrations behind failed calls only the
/// 1st, 2nd, 4th, 8th and so on is news, until one is answered.
class DevicesTold {
 public:
  static constexpr std::uint32_t gap_max = 64;  // So seldom a repaired phone is heard at least.

  /// The user registers, or loses a device, and has `devices` now: whether core is to be told.
  bool is_news(const Code& user, std::size_t devices);

  /// Core has been told so.
  void told(const Code& user, std::size_t devices);

  /// The report says it.
  void reported(const Code& user, std::size_t devices) { users_[user].devices = devices; }

  /// A call failed at the user's phone.
  void failed(const Code& user);

  /// A call was answered there.
  void answered(const Code& user);

 private:
  struct User {
    std::size_t devices = 0;
    bool heard = false;  // Core heard of one that registered since we began, or since a failure.
    std::uint32_t signs = 0;  // Registrations behind failed calls since one was answered.
  };
  static bool shows_itself(const User& user, std::size_t devices);

  std::map<Code, User> users_;
};

}  // namespace relevo::voice
