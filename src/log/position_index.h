// Where in the log's files a position is, roughly: an entry for every few records.
#pragma once

#include <cstdint>
#include <mutex>
#include <vector>

#include "core/types.h"

namespace relevo::log {

/// A record: the first position in it, the segment it is in, and where there.
struct Place {
  Position first = 0;
  Position segment = 0;  // The first position in it, which is also its name.
  std::uint64_t offset = 0;
};

/// Any thread. 24 bytes per 64 records or 256 KiB of log, whichever is more entries.
class PositionIndex {
 public:
  static constexpr std::uint64_t records_between_max = 64;
  static constexpr std::uint64_t bytes_between_max = 256 * 1024;

  /// Records come in the order of their positions.
  void add(const Place& record);

  /// A record at or before the one that holds the position. Requires that one was added.
  Place find(Position position) const;

 private:
  mutable std::mutex mutex_;
  std::vector<Place> places_;
  std::uint64_t records_since_ = 0;  // Behind places_.back().
};

}  // namespace relevo::log
