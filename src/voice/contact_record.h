// What the leg store keeps of a contact: what core wanted of it last, so that voice need not wait
// for core to bring its sound back.
#pragma once

#include <cstdint>

#include "base/bytes.h"
#include "base/time.h"
#include "link/fields.h"
#include "link/messages.h"

namespace relevo::voice {

/// Times are of the media clock, monotonic_now().
struct ContactRecord {
  link::Desired desired;
  bool abandoned = false;  // The agent in the bridge is gone and core has not spoken since.
  bool customer_gone = false;
  Time hears_since;     // Since when the customer hears what it hears; zero: bridged or not up.
  Time recorded_since;  // Zero: not.
  bool recording_told = false;  // Core has that it began.
};

template <class V>
void fields(V& visit, ContactRecord& r) {
  visit(1, "desired", r.desired);
  visit(2, "abandoned", r.abandoned);
  visit(3, "customer_gone", r.customer_gone);
  visit(4, "hears_since", r.hears_since);
  visit(5, "recorded_since", r.recorded_since);
  visit(6, "recording_told", r.recording_told);
}

}  // namespace relevo::voice
