// Where in the log's files a position is, roughly: a place every so many bytes.
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <vector>

#include "core/types.h"

namespace relevo::log {

/// A record: the first position in it, the segment it is in, and where there.
struct Place {
  Position first = 0;
  Position segment = 0;  // The first position in it, which is also its name.
  std::uint64_t offset = 0;
};

/// Filled by whoever passes over records, in any order and as often as they like. Any thread.
class PositionIndex {
 public:
  static constexpr std::uint64_t bytes_between_min = 64 * 1024;

  /// Keeps the place unless one is known that stands closely before it in its segment.
  void add(const Place& record);

  /// The last known place at or before the position; none when there is none.
  std::optional<Place> find(Position position) const;

  /// Forgets all places before the position.
  void drop_before(Position position);

 private:
  mutable std::mutex mutex_;
  std::vector<Place> places_;  // Ascending.
};

}  // namespace relevo::log
