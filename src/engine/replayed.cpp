#include "engine/replayed.h"

#include <string>

#include "base/assert.h"

namespace relevo {

namespace {

constexpr std::size_t events_at_once = 4'096;

}  // namespace

Result<void> Replayed::go_to(Position position) {
  RELEVO_ASSERT(position >= state_.position);
  if (position > log_.last()) {
    return fault(Fault::Kind::input, "position " + std::to_string(position) +
                                         " is not there: the log ends at " +
                                         std::to_string(log_.last()));
  }
  while (state_.position < position) {
    const auto batches = log_.read(state_.position, events_at_once);
    if (!batches) return tl::unexpected<Fault>(batches.error());
    for (const Batch& batch : *batches) {
      Position of_event = batch.first;
      for (const Event& event : batch.events) {
        // The first batch may begin before what was asked for.
        const bool is_next = of_event++ == state_.position + 1;
        if (!is_next || state_.position == position) continue;
        apply(state_, event, batch.at, batch.document.get());
      }
    }
  }
  return {};
}

}  // namespace relevo
