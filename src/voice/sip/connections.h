// TCP connections at the SIP port: those that nobody uses are closed before they are too many.
//
// sofia owns the sockets and closes none on which nothing ever came. What the kernel knows of each
// is asked for here; one that is shut down looks to sofia as if its peer had left.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/logger.h"
#include "base/time.h"
#include "voice/sip/loop.h"

namespace relevo::voice {

/// A connection that somebody made to us.
struct ConnectionSeen {
  int descriptor = -1;
  std::string way;            // As Source::uri gives it.
  std::uint32_t address = 0;  // IPv4 of the other side.
  bool used = false;          // A device registered over it, or a call came or goes over it.
  bool spoke = false;         // Anything came, ever.
  Duration silent;            // Since anything came, or since it was made.
  Duration unused;            // Since it was seen for the first time that nobody uses it.
};

/// The limits, pure.
struct ConnectionLimits {
  static constexpr Duration mute_max = seconds(10);
  // A phone that keeps its connection open sends CRLF every two minutes at most (RFC 5626, 4.4.1).
  static constexpr Duration silent_max = seconds(130);
  // Who has just said something may be about to register, for as long as that takes.
  static constexpr Duration busy = seconds(2);
  static constexpr Duration settling_max = seconds(32);
  static constexpr std::size_t unused_of_address_max = 64;
  static constexpr std::size_t unused_max = 512;
  // With those who have just said something, which are not counted above.
  static constexpr std::size_t busy_of_address_max = 256;
  static constexpr std::size_t busy_max = 2048;

  /// The descriptors to be closed: those on which nothing ever came first, then those that were
  /// silent longest, and who has just said something last of all. Used ones never are.
  static std::vector<int> surplus(std::vector<ConnectionSeen> seen);

  /// The used ways over which no connection is.
  static std::set<std::string> gone(std::set<std::string> used,
                                    const std::vector<ConnectionSeen>& seen);
};

/// SIP thread only.
class Connections {
 public:
  static constexpr Duration looks_each = seconds(2);

  /// The ways, as Source::uri gives them, of every connection that is used.
  using UsedWays = std::function<std::set<std::string>()>;

  /// Those of them that have ended, each time some have.
  using GoneWays = std::function<void(const std::set<std::string>& ways)>;

  Connections(Loop& loop, std::uint16_t port, UsedWays used, GoneWays gone, Logger& logger);

 private:
  std::optional<std::vector<ConnectionSeen>> seen() const;
  void look();

  std::uint16_t port_;
  UsedWays used_;
  GoneWays gone_;
  Logger& logger_;
  Timer due_;
  std::map<std::string, Time> unused_since_;  // By way.
};

}  // namespace relevo::voice
