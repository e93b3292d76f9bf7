#include "log/memory_log.h"

#include <algorithm>
#include <string>

#include "base/assert.h"

namespace relevo {

Result<void> MemoryLog::append(const Batch& batch, std::uint64_t epoch) {
  const std::lock_guard lock{mutex_};
  RELEVO_ASSERT(!batch.events.empty() && batch.events.size() <= batch_events_max);
  RELEVO_ASSERT(batch.first == last_unlocked() + 1);
  if (epoch < epoch_) {
    return fault(Fault::Kind::fenced, "log: a batch of epoch " + std::to_string(epoch) +
                                          " came after one of epoch " + std::to_string(epoch_));
  }
  if (batch.document != nullptr && batch.document->size() > document_bytes_max) {
    return fault(Fault::Kind::limit,
                 "log: a document of " + std::to_string(batch.document->size()) + " bytes; " +
                     std::to_string(document_bytes_max) + " can be");
  }
  if (batch.last() > events_max) {
    return fault(Fault::Kind::limit, "log: a log in memory holds at most " +
                                         std::to_string(events_max) + " events");
  }
  batches_.push_back(batch);
  epoch_ = epoch;
  return {};
}

Result<std::vector<Batch>> MemoryLog::read(Position after, std::size_t events_wanted) const {
  const std::lock_guard lock{mutex_};
  std::vector<Batch> found;
  std::size_t events = 0;
  auto batch = std::partition_point(batches_.begin(), batches_.end(),
                                    [&](const Batch& each) { return each.last() <= after; });
  for (; batch != batches_.end() && events < events_wanted; ++batch) {
    events += batch->events.size();
    found.push_back(*batch);
  }
  return found;
}

Position MemoryLog::last() const {
  const std::lock_guard lock{mutex_};
  return last_unlocked();
}

}  // namespace relevo
