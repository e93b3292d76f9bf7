// Which devices are registered as which user: the rules of REGISTER without its protocol (RFC
// 3261, 10.3).
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace relevo::voice {

inline constexpr std::size_t bindings_of_user_max = 8;
inline constexpr Duration expires_min = seconds(60);
inline constexpr Duration expires_max = seconds(3600);

/// One device of a user.
struct Binding {
  std::string contact;   // Its address as it gave it: the Request-URI of calls to it.
  std::string next_hop;  // Where the REGISTER came from, as a SIP URI: the way back through NAT.
  Time expires_at;
  std::string call_id;
  std::uint32_t cseq = 0;
  std::string instance;  // Which device it is and which of its ways (RFC 5626, 4.1); empty: unsaid.
  Time registered_at;    // When its last REGISTER came to this process.
};

/// An instance (`+sip.instance`) with its `reg-id`, which may be empty, as Binding has it.
inline std::string instance_text(std::string_view device, std::string_view way) {
  return std::string{device} + " " + std::string{way};
}

/// One contact of a REGISTER request.
struct Registering {
  std::string contact;
  Duration expires;  // 0 = remove it.
  std::string instance;
};

enum class Registered : std::uint8_t {
  done,
  too_brief,     // 423: shorter than expires_min.
  too_many,      // 403: more than bindings_of_user_max different ones.
  out_of_order,  // 500: an older request of the same device came late; nothing was changed.
};

/// Host and port of a contact address.
std::string_view host_part(std::string_view contact);

/// Its user, empty when it has none.
std::string_view user_part(std::string_view contact);

class Bindings {
 public:
  /// Adds, renews and removes devices as one REGISTER says, all of it or nothing. Longer expiries
  /// are cut to expires_max. A device that comes back with another contact takes the place of its
  /// former self: it is known by its instance, else by its Call-ID or its way and address, and its
  /// contact's user. Where all places are taken, one of the same instance, or way and address,
  /// makes room.
  Registered update(const std::string& user, const std::vector<Registering>& contacts,
                    const Binding& from, Time at);

  /// The devices that a user had in a process that died, those that have expired left out.
  void resume(const std::string& user, std::vector<Binding> devices, Time at);

  /// Removes every device of the user.
  void clear(const std::string& user);

  /// Removes the devices behind connections that have ended; gives the users that lost one.
  std::vector<std::string> drop(const std::set<std::string>& ways);

  /// Removes what has expired; gives the users that lost a device.
  std::vector<std::string> expire(Time at);

  const std::vector<Binding>& of(const std::string& user) const;

  /// Every user with a device.
  const std::map<std::string, std::vector<Binding>, std::less<>>& all() const { return users_; }

 private:
  template <class Gone>
  std::vector<std::string> remove(const Gone& gone);

  std::map<std::string, std::vector<Binding>, std::less<>> users_;
};

}  // namespace relevo::voice
