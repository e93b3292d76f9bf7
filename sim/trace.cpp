#include "sim/trace.h"

#include <cinttypes>
#include <cstdio>

namespace relevo::sim {

std::string clock_text(Time time) {
  char text[48];
  const std::int64_t whole = time.us / 1'000'000;
  std::snprintf(text, sizeof(text), "%" PRId64 ":%02d:%02d.%06d", whole / 3600,
                static_cast<int>(whole / 60 % 60), static_cast<int>(whole % 60),
                static_cast<int>(time.us % 1'000'000));
  return text;
}

void Trace::print(const char* who, const std::string& what) const {
  std::printf("%s %-9s %s\n", clock_text(schedule_.now()).c_str(), who, what.c_str());
}

}  // namespace relevo::sim
