// Which RTP ports are free: round the range in turn, and a rest between two legs.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/time.h"

namespace relevo::voice {

/// Even ports of a range; each stands for itself and the odd one behind it. The rest keeps late
/// packets of one call out of the next.
class Ports {
 public:
  static constexpr Duration rest = seconds(10);
  static constexpr Duration rest_of_unconnected = seconds(1);  // Hardly anybody was told of it.

  /// Requires first even and first < last.
  Ports(std::uint16_t first, std::uint16_t last);

  /// The next port that is free and rested.
  std::optional<std::uint16_t> take(Time now);

  /// Takes this very port, rested or not. False: it is not in the range, odd, or taken.
  bool take_this(std::uint16_t port);

  /// Whether take would give so many one after the other.
  bool has(std::size_t count, Time now) const;

  /// Requires that `port` was taken. It is free again when it has rested for so long.
  void give_back(std::uint16_t port, Time now, Duration rests = rest);

  std::size_t pairs() const { return free_from_.size(); }

 private:
  std::uint16_t first_;
  std::vector<std::optional<Time>> free_from_;  // By pair; nothing while taken.
  std::size_t next_ = 0;
};

}  // namespace relevo::voice
