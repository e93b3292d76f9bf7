// The phones in pages of the console, as the API passes on what pages and voice say to each other.
#pragma once

#include <cstdint>
#include <string>

#include "base/text.h"

namespace relevo {

/// A page offers its audio; see link::PhoneOffer.
struct PhoneOffer {
  Code user;                 // The code of the agent, or of another user.
  std::uint64_t phone = 0;   // Chosen by the page at random, 1 to 2^53 - 1.
  std::uint32_t number = 0;  // Of the offers of that phone: 1, 2, 3, ...
  std::string sdp;
};

/// What voice says of it; see link::PhoneTold.
struct PhoneTold {
  Code user;
  std::uint64_t phone = 0;
  std::uint32_t number = 0;
  std::string answer;
  bool alive = false;
  bool gone = false;
  std::string why;
};

class PhonePort {
 public:
  virtual ~PhonePort() = default;
  /// What comes of it is told to ApiServer::tell_phone; nothing does when this gives false: there
  /// is no voice. Any thread, as the next; never blocks.
  virtual bool offer(PhoneOffer offer) = 0;
  virtual void close(const Code& user, std::uint64_t phone) = 0;
  /// The connection of the page that has this phone is over. Its audio may go on; until the page is
  /// back and offers again nobody can accept there.
  virtual void lost(const Code& user, std::uint64_t phone) = 0;
};

}  // namespace relevo
