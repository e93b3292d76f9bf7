// What core knows of users' devices, and when a registration is news to it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "base/time.h"
#include "voice/sip/bindings.h"

namespace relevo::voice {

/// A user whose phone failed a call is one that core does not count on until it hears of a
/// registration. A phone that registers and never answers would be counted on again with each one,
/// and the callers' time would go into ringing it: of registrations behind failed calls only the
/// 1st, 2nd, 4th, 8th and so on is news, and whichever comes when `silence_max` has passed, until
/// one is answered, or the phone comes under another Call-ID or contact: somebody has seen to it.
class DevicesTold {
 public:
  static constexpr Duration silence_max = minutes(10);  // So late a repaired phone is heard of.

  /// The user registers, loses a device or a page, or could not be rung, and has these now: whether
  /// core is to be told.
  bool is_news(const Code& user, const std::vector<Binding>& bindings, std::size_t pages, Time at);

  /// Core has been told so; `devices`: pages too.
  void told(const Code& user, std::size_t devices, std::size_t pages, Time at);

  /// The report says it.
  void reported(const Code& user, std::size_t devices, std::size_t pages) {
    users_[user].devices = devices;
    users_[user].pages = pages;
  }

  /// A call failed at the user's phone.
  void failed(const Code& user);

  /// A call was answered there.
  void answered(const Code& user);

 private:
  struct User {
    std::size_t devices = 0;  // Pages too.
    std::size_t pages = 0;
    bool heard = false;   // Core heard of one that registered since we began, or since a failure.
    bool failed = false;  // A call has, since core heard of one.
    std::uint32_t signs = 0;  // Registrations behind failed calls since one was answered.
    Time told_at;
    std::vector<std::pair<std::string, std::string>> seen;  // Call-ID and contact of each device.
  };
  static bool shows_itself(const User& user, std::size_t devices);
  static bool shows_another(User& user, const std::vector<Binding>& devices);

  std::map<Code, User> users_;
};

}  // namespace relevo::voice
