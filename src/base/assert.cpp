#include "base/assert.h"

#include <cstdio>
#include <cstdlib>

namespace relevo {

namespace {
thread_local unsigned long long position_of_thread = 0;
}

void set_assert_position(unsigned long long position) { position_of_thread = position; }

void assert_failed(const char* promise, const char* file, int line) {
  std::fprintf(stderr, "relevo: bug: %s does not hold (%s:%d, log position %llu)\n", promise, file,
               line, position_of_thread);
  std::abort();
}

}  // namespace relevo
