#include "app/restart_pause.h"

#include <algorithm>

namespace relevo {

std::int64_t RestartPause::after_death(std::int64_t lived_ms, bool was_ready) {
  if (lived_ms >= healthy_ms) deaths_ = 0;
  ++deaths_;
  never_ready_ = was_ready ? 0 : never_ready_ + 1;
  if (deaths_ == 1) return 0;
  constexpr int doublings_max = 10;  // Far beyond both limits.
  // One that dies while it starts, between many that served, is no loop yet.
  const int counted = was_ready ? deaths_ : never_ready_;
  const std::int64_t pause = pause_ms_min << std::clamp(counted - 2, 0, doublings_max);
  return std::min(pause, was_ready ? pause_ms_of_ready_max : pause_ms_max);
}

}  // namespace relevo
