// For the property tests of who reads logs: what a core writes when it is asked for anything.
#pragma once

#include <vector>

#include "base/prng.h"
#include "core/core.h"
#include "core/random_requests.h"

namespace relevo::testing {

/// The batches of about `steps` random requests on one floor, and the floor they lead to.
struct RandomLog {
  RandomLog(std::uint64_t seed, int steps) {
    RandomRequests requests{seed};
    Prng prng{seed};
    Time now{hours(472'222).us};
    take({.command = StartCore{}}, now);
    take({.command = requests.apply(core.state())}, now);
    for (int step = 0; step < steps; ++step) {
      now = now + microseconds(static_cast<std::int64_t>(prng.below(6'000'000)));
      const auto due = core.next_deadline();
      const bool tick = due && *due <= now && prng.chance(9, 10);
      take(tick ? Request{.command = Tick{}} : requests.next(core.state()), now);
    }
  }

  Core core;
  std::vector<Batch> batches;

 private:
  void take(const Request& request, Time at) {
    Batch batch{.first = core.state().position + 1, .at = at};
    core.take(request, batch);
    core.close(batch);
    if (!batch.events.empty()) batches.push_back(std::move(batch));
  }
};

}  // namespace relevo::testing
