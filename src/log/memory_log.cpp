#include "log/memory_log.h"

#include <algorithm>
#include <string>

namespace relevo {

Result<void> MemoryLog::append(const Batch& batch, std::uint64_t epoch) {
  const std::lock_guard lock{mutex_};
  const auto admitted = log::admit(batch, epoch, end_);
  if (!admitted) return admitted;
  if (batch.last() > last_max) {
    return fault(Fault::Kind::limit,
                 "log: a log in memory holds at most " + std::to_string(last_max) + " events");
  }
  batches_.push_back(batch);
  end_ = {.last = batch.last(), .epoch = epoch};
  return {};
}

Result<std::vector<Batch>> MemoryLog::read(Position after, std::size_t events_max) const {
  const std::lock_guard lock{mutex_};
  std::vector<Batch> found;
  std::size_t events = 0;
  auto batch = std::partition_point(batches_.begin(), batches_.end(),
                                    [&](const Batch& each) { return each.last() <= after; });
  for (; batch != batches_.end() && events < events_max; ++batch) {
    events += batch->events.size();
    found.push_back(*batch);
  }
  return found;
}

Position MemoryLog::last() const {
  const std::lock_guard lock{mutex_};
  return end_.last;
}

}  // namespace relevo
