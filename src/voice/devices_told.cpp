#include "voice/devices_told.h"

#include <bit>

namespace relevo::voice {

// Whoever could not be rung and registers again is there, though their number is what it was.
bool DevicesTold::shows_itself(const User& user, std::size_t devices) {
  return devices > 0 && devices >= user.devices;
}

bool DevicesTold::is_news(const Code& code, std::size_t devices) {
  User& user = users_[code];
  if (user.devices != devices) return true;
  if (user.heard || !shows_itself(user, devices)) return false;
  const std::uint32_t sign = user.signs + 1;
  if (std::has_single_bit(sign) || sign % gap_max == 0) return true;
  user.signs = sign;
  return false;
}

void DevicesTold::told(const Code& code, std::size_t devices) {
  User& user = users_[code];
  const bool by_sign = user.devices == devices;
  user.heard = shows_itself(user, devices);
  user.devices = devices;
  if (by_sign) ++user.signs;
}

void DevicesTold::failed(const Code& code) {
  const auto user = users_.find(code);
  if (user != users_.end()) user->second.heard = false;
}

void DevicesTold::answered(const Code& code) {
  const auto user = users_.find(code);
  if (user != users_.end()) user->second.signs = 0;
}

}  // namespace relevo::voice
