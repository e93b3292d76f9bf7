#include "voice/sip/bindings.h"

#include <algorithm>

namespace relevo::voice {

std::string_view host_part(std::string_view contact) {
  const std::size_t at = contact.find('@');
  if (at != std::string_view::npos) contact.remove_prefix(at + 1);
  return contact.substr(0, contact.find(';'));
}

Registered Bindings::update(const std::string& user, const std::vector<Registering>& contacts,
                            const Binding& from, Time at) {
  std::vector<Binding> devices = of(user);
  for (const Registering& wanted : contacts) {
    if (wanted.expires > Duration{} && wanted.expires < expires_min) return Registered::too_brief;
    const auto known = std::find_if(devices.begin(), devices.end(), [&](const Binding& device) {
      return device.contact == wanted.contact;
    });
    if (known != devices.end()) {
      if (known->call_id == from.call_id && from.cseq <= known->cseq) {
        return Registered::out_of_order;
      }
      devices.erase(known);
    }
    if (wanted.expires == Duration{}) continue;
    // A device that restarted under another name at the same address: the old one rings nobody.
    std::erase_if(devices, [&](const Binding& device) {
      return device.next_hop == from.next_hop && device.call_id != from.call_id &&
             host_part(device.contact) == host_part(wanted.contact);
    });
    if (devices.size() == bindings_of_user_max) return Registered::too_many;
    Binding device = from;
    device.contact = wanted.contact;
    device.expires_at = at + std::min(wanted.expires, expires_max);
    devices.push_back(std::move(device));
  }
  if (devices.empty()) {
    users_.erase(user);
  } else {
    users_[user] = std::move(devices);
  }
  return Registered::done;
}

void Bindings::resume(const std::string& user, std::vector<Binding> devices, Time at) {
  std::erase_if(devices, [at](const Binding& device) { return device.expires_at <= at; });
  if (!devices.empty()) users_[user] = std::move(devices);
}

void Bindings::clear(const std::string& user) { users_.erase(user); }

std::vector<std::string> Bindings::expire(Time at) {
  std::vector<std::string> losers;
  for (auto user = users_.begin(); user != users_.end();) {
    const auto gone = std::erase_if(
        user->second, [at](const Binding& device) { return device.expires_at <= at; });
    if (gone > 0) losers.push_back(user->first);
    user = user->second.empty() ? users_.erase(user) : std::next(user);
  }
  return losers;
}

const std::vector<Binding>& Bindings::of(const std::string& user) const {
  static const std::vector<Binding> none;
  const auto found = users_.find(user);
  return found == users_.end() ? none : found->second;
}

}  // namespace relevo::voice
