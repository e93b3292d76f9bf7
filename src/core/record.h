// What the log keeps: events with their positions and time, a batch at a time.
#pragma once

#include <memory>
#include <vector>

#include "base/bytes.h"
#include "core/events.h"

namespace relevo {

/// Everything that became durable at once: all or nothing. Events of a batch share one time.
struct Batch {
  Position first = 0;  // Of events[0]; the others follow without a gap.
  Time at;
  std::vector<Event> events;              // Never empty.
  std::shared_ptr<const Bytes> document;  // Of the batch's OperationApplied, if there is one.

  Position last() const { return first + events.size() - 1; }
};

/// One event as views and channels get it.
struct Record {
  Position position = 0;
  Time at;
  const Event& event;
  const Bytes* document = nullptr;  // With OperationApplied only.
};

/// Calls `use(Record)` for each event of the batch, in order.
template <class Use>
void for_each_record(const Batch& batch, const Use& use) {
  Position position = batch.first;
  for (const Event& event : batch.events) {
    const bool applied = std::holds_alternative<OperationApplied>(event);
    use(Record{position++, batch.at, event, applied ? batch.document.get() : nullptr});
  }
}

}  // namespace relevo
