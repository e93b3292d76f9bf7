#include "voice/devices_told.h"

#include <algorithm>
#include <bit>

namespace relevo::voice {

// Whoever could not be rung and registers again is there, though their number is what it was.
bool DevicesTold::shows_itself(const User& user, std::size_t devices) {
  return devices > 0 && devices >= user.devices;
}

bool DevicesTold::shows_another(User& user, const std::vector<Binding>& devices) {
  if (devices.empty()) return false;
  std::vector<std::pair<std::string, std::string>> seen;
  seen.reserve(devices.size());
  for (const Binding& device : devices) seen.emplace_back(device.call_id, device.contact);
  std::swap(seen, user.seen);
  return std::any_of(user.seen.begin(), user.seen.end(), [&seen](const auto& device) {
    return std::find(seen.begin(), seen.end(), device) == seen.end();
  });
}

bool DevicesTold::is_news(const Code& code, const std::vector<Binding>& bindings, std::size_t pages,
                          Time at) {
  User& user = users_[code];
  const std::size_t devices = bindings.size() + pages;
  if (shows_another(user, bindings)) user.signs = 0;
  if (user.devices != devices || user.pages != pages) return true;
  if (user.heard || !shows_itself(user, devices)) return false;
  if (!user.failed) return true;
  const std::uint32_t sign = user.signs + 1;
  if (std::has_single_bit(sign) || at - user.told_at >= silence_max) return true;
  user.signs = sign;
  return false;
}

void DevicesTold::told(const Code& code, std::size_t devices, std::size_t pages, Time at) {
  User& user = users_[code];
  if (user.devices == devices && user.failed) ++user.signs;
  user.heard = shows_itself(user, devices);
  user.failed = user.failed && !user.heard;
  user.devices = devices;
  user.pages = pages;
  user.told_at = at;
}

void DevicesTold::failed(const Code& code) {
  const auto user = users_.find(code);
  if (user == users_.end()) return;
  user->second.heard = false;
  user->second.failed = true;
}

void DevicesTold::answered(const Code& code) {
  const auto user = users_.find(code);
  if (user != users_.end()) user->second.signs = 0;
}

}  // namespace relevo::voice
