// Who hears which recording: said in the log before the first byte of it leaves.
#pragma once

#include <functional>
#include <map>
#include <utility>
#include <vector>

#include "api/floor.h"
#include "api/policy.h"
#include "api/server_thread.h"
#include "http/http.h"

namespace relevo {

/// Server's thread.
class Hearings {
 public:
  /// A player asks for a recording in many parts: all that one session asks for within this time
  /// counts as heard once.
  static constexpr Duration once_within = minutes(10);
  static constexpr std::size_t hearings_max = 10'000;  // Within that time.
  static constexpr std::size_t of_contact_max = 20;    // Within that time, of one contact.

  Hearings(Floor& floor, OnServer on_server) : floor_(floor), on_server_(std::move(on_server)) {}

  /// Sends the reply once the log has it that they hear the contact's recording; or why not. Who
  /// hears it already is not refused because others do.
  void give(const Principal& principal, ContactId contact, HttpReply reply,
            const std::function<void(HttpReply)>& respond);

 private:
  using Respond = std::function<void(HttpReply)>;
  using Who = std::pair<ContactId, SessionId>;

  struct Hearing {
    Time since;
    bool is_kept = false;  // In the log.
    std::vector<std::pair<HttpReply, Respond>> waiting;
  };

  std::size_t of(ContactId contact) const;
  void told(const Who& who, const Answer& answer);
  void forget_old();

  Floor& floor_;
  OnServer on_server_;
  std::map<Who, Hearing> hearings_;
};

}  // namespace relevo
