// How much faster than the world a simulated floor goes, every promise checked at every event.
#include <stdexcept>

#include "bench/bench.h"
#include "sim/world.h"

namespace relevo::bench {

namespace {

constexpr std::uint64_t seed = 1;

/// Virtual seconds in a CPU second.
double times_real_time(std::uint32_t agents, Duration stormy) {
  const sim::Plan plan = sim::draw_plan(
      seed, {.stormy = stormy, .calm = minutes(12), .agents = agents, .faults = true});
  const double start = cpu_seconds();
  sim::World world{plan, false};
  const sim::Day day = world.run(hours(48));
  if (day.broken) throw std::runtime_error("the simulated floor broke a promise: seed 1");
  return static_cast<double>(day.lived.us) * 1e-6 / (cpu_seconds() - start);
}

}  // namespace

bool sim(const Options& options) {
  const Duration stormy = options.brief ? minutes(1) : minutes(30);
  return measure(
      {.name = "sim.real_time_20_agents", .unit = "x", .target_min = 100'000},
      [&] { return times_real_time(20, stormy); }, options.brief);
}

}  // namespace relevo::bench
