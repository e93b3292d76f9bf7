#include "app/clock.h"

#include <algorithm>
#include <ctime>

namespace relevo {

namespace {

Time read_clock(clockid_t clock) {
  timespec now{};
  ::clock_gettime(clock, &now);
  return {static_cast<std::int64_t>(now.tv_sec) * 1'000'000 + now.tv_nsec / 1000};
}

}  // namespace

Time wall_clock() { return read_clock(CLOCK_REALTIME); }

void LogClock::take_over(Time last) {
  taken_over_ = std::max(last, wall_clock());
  boot_ = read_clock(CLOCK_BOOTTIME);
}

Time LogClock::now() const {
  if (taken_over_.us == 0) return {};
  return taken_over_ + (read_clock(CLOCK_BOOTTIME) - boot_);
}

}  // namespace relevo
