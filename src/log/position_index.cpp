#include "log/position_index.h"

#include <algorithm>

namespace relevo::log {

void PositionIndex::add(const Place& record) {
  const std::lock_guard lock{mutex_};
  const auto behind = std::partition_point(places_.begin(), places_.end(), [&](const Place& place) {
    return place.first <= record.first;
  });
  if (behind != places_.begin()) {
    const Place& before = *(behind - 1);
    const bool close =
        before.segment == record.segment && record.offset - before.offset < bytes_between_min;
    if (close) return;
  }
  places_.insert(behind, record);
}

std::optional<Place> PositionIndex::find(Position position) const {
  const std::lock_guard lock{mutex_};
  const auto behind = std::partition_point(
      places_.begin(), places_.end(), [&](const Place& place) { return place.first <= position; });
  if (behind == places_.begin()) return std::nullopt;
  return *(behind - 1);
}

void PositionIndex::drop_before(Position position) {
  const std::lock_guard lock{mutex_};
  std::erase_if(places_, [&](const Place& place) { return place.first < position; });
}

}  // namespace relevo::log
