// The simulator's program: one seed, or fresh ones for a while.
#include <cinttypes>
#include <cstdio>
#include <cstdlib>

#include "sim/world.h"

int main(int argc, char** argv) {
  using namespace relevo;
  const std::uint64_t seed = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1;
  const std::uint64_t last = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : seed;
  const bool print = argc > 3;
  for (std::uint64_t s = seed; s <= last; ++s) {
    const sim::Plan plan = sim::draw_plan(s, {});
    sim::World world{plan, print};
    const sim::Day day = world.run(hours(10));
    std::printf("%s\n", sim::in_words(plan).c_str());
    std::printf("  events %" PRIu64 " steps %" PRIu64 " customers %" PRIu64 " log %016" PRIx64
                " trace %016" PRIx64 "\n",
                day.events, day.steps, day.customers, day.log_hash, day.trace_hash);
    if (day.broken) {
      std::printf("  BROKEN %d at %s: %s\n", day.broken->promise.number,
                  sim::clock_text(day.broken->at).c_str(), day.broken->what.c_str());
    }
  }
  return 0;
}
