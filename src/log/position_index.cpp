#include "log/position_index.h"

#include <algorithm>

#include "base/assert.h"

namespace relevo::log {

void PositionIndex::add(const Place& record) {
  const std::lock_guard lock{mutex_};
  ++records_since_;
  const bool wanted = places_.empty() || places_.back().segment != record.segment ||
                      records_since_ >= records_between_max ||
                      record.offset - places_.back().offset >= bytes_between_max;
  if (!wanted) return;
  places_.push_back(record);
  records_since_ = 0;
}

Place PositionIndex::find(Position position) const {
  const std::lock_guard lock{mutex_};
  const auto behind = std::partition_point(
      places_.begin(), places_.end(), [&](const Place& place) { return place.first <= position; });
  RELEVO_ASSERT(behind != places_.begin());
  return *(behind - 1);
}

}  // namespace relevo::log
