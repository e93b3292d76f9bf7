#include "sim/weather.h"

namespace relevo::sim {

void Weather::start() {
  stormy_ = true;
  for (std::size_t i = 0; i < timed_fault_kinds; ++i) {
    const auto kind = static_cast<FaultKind>(i);
    if (plan_.has(kind)) next(kind);
  }
}

void Weather::next(FaultKind kind) {
  schedule_.after(chance_.around(plan_.gap_of(kind)), [this, kind] {
    if (!stormy_) return;
    ++struck_[static_cast<std::size_t>(kind)];
    strike_(kind, chance_);
    next(kind);
  });
}

}  // namespace relevo::sim
