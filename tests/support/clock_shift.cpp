// Preloaded into a program under test: its wall clock is CLOCK_SHIFT_S seconds off. For what takes
// days.
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdlib>
#include <ctime>

extern "C" int clock_gettime(clockid_t clock, struct timespec* at) noexcept {
  const auto status = static_cast<int>(::syscall(SYS_clock_gettime, clock, at));
  const char* shift = clock == CLOCK_REALTIME ? ::getenv("CLOCK_SHIFT_S") : nullptr;
  if (status == 0 && shift != nullptr) at->tv_sec += ::atol(shift);
  return status;
}
