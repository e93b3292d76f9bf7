// The agents' phones: they register, ring, are answered or not, and drop out.
#pragma once

#include <cstdint>
#include <map>
#include <set>

#include "core/operation.h"
#include "sim/chance.h"
#include "sim/plan.h"
#include "sim/schedule.h"
#include "sim/voice.h"

namespace relevo::sim {

class Phones {
 public:
  Phones(const Plan& plan, Schedule& schedule, Voice& voice)
      : plan_(plan),
        schedule_(schedule),
        voice_(voice),
        chance_(chance_of(plan.seed, Stream::phones)),
        page_chance_(chance_of(plan.seed, Stream::pages)) {}

  /// A phone that registers from now on, again and again, or a page of the console, or both.
  void plug_in(const Code& user);
  /// One of them drops out for a while.
  void one_leaves();
  /// Everybody answers from now on, and nobody drops out.
  void calm() { calm_ = true; }

  void on_ringing(LegId leg, const Code& user);
  void on_bridged(LegId leg);

 private:
  void register_again(const Code& user);

  const Plan& plan_;
  Schedule& schedule_;
  Voice& voice_;
  Chance chance_;
  Chance page_chance_;
  struct Seat {
    Voice::Devices devices;
    Time away_until;
  };
  std::map<Code, Seat> seats_;
  bool calm_ = false;
};

}  // namespace relevo::sim
