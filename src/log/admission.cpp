#include "log/admission.h"

#include <string>

#include "base/assert.h"
#include "log/log.h"

namespace relevo::log {

Result<void> admit(const Batch& batch, std::uint64_t epoch, const End& end) {
  RELEVO_ASSERT(!batch.events.empty() && batch.events.size() <= Log::batch_events_max);
  RELEVO_ASSERT(batch.first == end.last + 1);
  if (epoch < end.epoch) {
    return fault(Fault::Kind::fenced,
                 "log: appending position " + std::to_string(batch.first) + " in epoch " +
                     std::to_string(epoch) + ": epoch " + std::to_string(end.epoch) +
                     " has written already, so another core took over; this one must stop");
  }
  if (batch.document != nullptr && batch.document->size() > Log::document_bytes_max) {
    return fault(Fault::Kind::limit, "log: appending position " + std::to_string(batch.first) +
                                         ": its document has " +
                                         std::to_string(batch.document->size()) + " bytes; " +
                                         std::to_string(Log::document_bytes_max) + " can be");
  }
  return {};
}

}  // namespace relevo::log
