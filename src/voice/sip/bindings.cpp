#include "voice/sip/bindings.h"

#include <algorithm>

namespace relevo::voice {

std::string_view host_part(std::string_view contact) {
  const std::size_t at = contact.find('@');
  const std::size_t before = at != std::string_view::npos ? at : contact.find(':');
  contact.remove_prefix(std::min(contact.size(), before + 1));
  return contact.substr(0, contact.find(';'));
}

std::string_view user_part(std::string_view contact) {
  contact.remove_prefix(std::min(contact.size(), contact.find(':') + 1));
  const std::size_t at = contact.find('@');
  return at == std::string_view::npos ? std::string_view{} : contact.substr(0, at);
}

namespace {

// Whether an instance_text() has a reg-id.
bool names_way(std::string_view instance) { return !instance.ends_with(' '); }

// Whether the device that registers is one that is known by another contact.
bool is_same_device(const Binding& known, const Binding& from, const Registering& wanted) {
  const std::string_view one = user_part(known.contact);
  const std::string_view other = user_part(wanted.contact);
  if (!wanted.instance.empty() || !known.instance.empty()) {
    // Without a reg-id it may have several contacts, as one for each of its lines.
    return known.instance == wanted.instance && (names_way(wanted.instance) || one == other);
  }
  if (known.call_id == from.call_id) return one == other;
  // It restarted. A border controller shows all of its phones at one address, by their users.
  return known.next_hop == from.next_hop && host_part(known.contact) == host_part(wanted.contact) &&
         (one == other || one.empty() || other.empty());
}

// A phone that comes under another name each time leaves its former selves behind: where they fill
// all places, the one that was heard of longest ago makes room. What this request names stays.
bool make_room(std::vector<Binding>& devices, const Binding& from, const Registering& wanted,
               Time at) {
  if (devices.size() < bindings_of_user_max) return true;
  auto oldest = devices.end();
  for (auto device = devices.begin(); device != devices.end(); ++device) {
    const bool named_now = device->call_id == from.call_id && device->registered_at == at;
    const bool one_place = device->next_hop == from.next_hop &&
                           host_part(device->contact) == host_part(wanted.contact);
    const bool like =
        device->instance == wanted.instance && (!wanted.instance.empty() || one_place);
    if (named_now || !like) continue;
    if (oldest == devices.end() || device->registered_at < oldest->registered_at) oldest = device;
  }
  if (oldest == devices.end()) return false;
  devices.erase(oldest);
  return true;
}

}  // namespace

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
    bool late = false;
    // Its former self rings nobody. What this very request has named stays.
    std::erase_if(devices, [&](const Binding& device) {
      if (!is_same_device(device, from, wanted)) return false;
      // From elsewhere a lower CSeq is no late request: a phone that keeps its Call-ID over a
      // restart begins to count anew.
      const bool one_series = device.call_id == from.call_id && device.next_hop == from.next_hop;
      late = late || (one_series && device.cseq > from.cseq);
      return !one_series || device.cseq < from.cseq;
    });
    if (late) return Registered::out_of_order;
    if (!make_room(devices, from, wanted, at)) return Registered::too_many;
    Binding device = from;
    device.contact = wanted.contact;
    device.instance = wanted.instance;
    device.expires_at = at + std::min(wanted.expires, expires_max);
    device.registered_at = at;
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

std::vector<std::string> Bindings::drop(const std::set<std::string>& ways) {
  return remove([&ways](const Binding& device) { return ways.contains(device.next_hop); });
}

std::vector<std::string> Bindings::expire(Time at) {
  return remove([at](const Binding& device) { return device.expires_at <= at; });
}

template <class Gone>
std::vector<std::string> Bindings::remove(const Gone& gone) {
  std::vector<std::string> losers;
  for (auto user = users_.begin(); user != users_.end();) {
    if (std::erase_if(user->second, gone) > 0) losers.push_back(user->first);
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
