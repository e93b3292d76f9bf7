// The customers: they arrive, wait as long as they can bear, talk, and hang up when they like.
#pragma once

#include <cstdint>
#include <map>

#include "core/operation.h"
#include "sim/chance.h"
#include "sim/plan.h"
#include "sim/schedule.h"
#include "sim/voice.h"

namespace relevo::sim {

class Customers {
 public:
  Customers(const Plan& plan, Schedule& schedule, Voice& voice)
      : plan_(plan),
        schedule_(schedule),
        voice_(voice),
        chance_(chance_of(plan.seed, Stream::customers)) {}

  /// From now on they arrive.
  void open();
  void close() { open_ = false; }

  void on_bridged(LegId leg);
  void on_unbridged(LegId leg);
  void on_ended(LegId leg) { here_.erase(leg); }

  std::uint64_t arrived() const { return arrived_; }

 private:
  struct Customer {
    Duration talk;
    std::uint64_t mood = 0;  // Counts what happened: an old intention is dropped.
  };

  void arrive();
  void hang_up_after(LegId leg, Duration gap);

  const Plan& plan_;
  Schedule& schedule_;
  Voice& voice_;
  Chance chance_;
  std::map<LegId, Customer> here_;
  std::uint64_t arrived_ = 0;
  bool open_ = false;
};

}  // namespace relevo::sim
