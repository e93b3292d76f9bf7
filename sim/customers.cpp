#include "sim/customers.h"

#include <string>

namespace relevo::sim {

void Customers::open() {
  open_ = true;
  schedule_.after(chance_.around(plan_.arrival_gap), [this] { arrive(); });
}

void Customers::arrive() {
  if (!open_) return;
  schedule_.after(chance_.around(plan_.arrival_gap), [this] { arrive(); });
  // One in a hundred dials a number that nobody has, or not yet.
  const std::uint64_t queue =
      chance_.percent(1) ? 99 : chance_.between(1, plan_.queues + (chance_.percent(5) ? 2 : 0));
  const std::string caller = "+52155" + std::to_string(chance_.below(1000));
  const Duration patience = chance_.around(plan_.patience);
  const Duration talk = chance_.around(plan_.talk);
  const LegId leg = voice_.arrive(std::to_string(5000 + queue), caller);
  if (!leg) return;
  ++arrived_;
  here_[leg] = {.talk = talk};
  hang_up_after(leg, patience);
}

void Customers::hang_up_after(LegId leg, Duration gap) {
  const auto found = here_.find(leg);
  if (found == here_.end()) return;
  schedule_.after(gap, [this, leg, mood = ++found->second.mood] {
    const auto still = here_.find(leg);
    if (still != here_.end() && still->second.mood == mood) voice_.hang_up(leg);
  });
}

void Customers::on_bridged(LegId leg) {
  const auto found = here_.find(leg);
  if (found == here_.end()) return;
  // Now and then it is over at once.
  hang_up_after(leg, chance_.percent(5) ? microseconds(1) : found->second.talk);
}

/// On hold, or the agent is gone: patience again.
void Customers::on_unbridged(LegId leg) { hang_up_after(leg, chance_.around(plan_.patience)); }

}  // namespace relevo::sim
