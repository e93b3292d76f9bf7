#include "metrics/process.h"

#include <sys/resource.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace relevo {

namespace {

Duration in_us(const timeval& time) { return seconds(time.tv_sec) + microseconds(time.tv_usec); }

std::uint64_t resident_bytes() {
  std::ifstream file{"/proc/self/statm"};
  std::uint64_t whole = 0;
  std::uint64_t resident = 0;
  file >> whole >> resident;
  return file ? resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE)) : 0;
}

std::uint64_t open_fds() {
  std::error_code error;
  std::uint64_t count = 0;
  for (std::filesystem::directory_iterator it{"/proc/self/fd", error}, end; !error && it != end;
       it.increment(error)) {
    ++count;
  }
  return count == 0 ? 0 : count - 1;  // One is the listing itself.
}

}  // namespace

ProcessFigures process_figures() {
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  return {.cpu = in_us(used.ru_utime) + in_us(used.ru_stime),
          .resident_bytes = resident_bytes(),
          .open_fds = open_fds()};
}

void append_process(MetricsPage& page, Time started_at) {
  const ProcessFigures figures = process_figures();
  rlimit descriptors{};
  ::getrlimit(RLIMIT_NOFILE, &descriptors);
  page.alone(families::process_cpu_seconds, figures.cpu);
  page.alone(families::process_resident_bytes, figures.resident_bytes);
  page.alone(families::process_open_fds, figures.open_fds);
  page.alone(families::process_max_fds, descriptors.rlim_cur);
  page.alone(families::process_start_time_seconds, Duration{started_at.us});
}

}  // namespace relevo
