// A whole contact centre for a day, from one seed: everything in it, put together.
#pragma once

#include <memory>

#include "sim/clients.h"
#include "sim/consoles.h"
#include "sim/core_host.h"
#include "sim/customers.h"
#include "sim/disk.h"
#include "sim/phones.h"
#include "sim/plan.h"
#include "sim/schedule.h"
#include "sim/sim_clock.h"
#include "sim/trace.h"
#include "sim/verdict.h"
#include "sim/voice.h"
#include "sim/weather.h"
#include "sim/witness.h"

namespace relevo::sim {

/// What a day came to.
struct Day {
  std::optional<Broken> broken;
  Duration lived;
  std::uint64_t events = 0;
  std::uint64_t steps = 0;
  std::uint64_t customers = 0;
  std::uint64_t crashes = 0;
  std::uint64_t answers = 0;
  std::uint64_t log_hash = 0;
  std::uint64_t trace_hash = 0;
  std::array<std::uint64_t, fault_kinds> struck{};
  Coverage coverage;
};

class World final : public LegPeople {
 public:
  World(const Plan& plan, bool print);

  /// The whole day, or until the first broken promise, or until `cut` of virtual time.
  Day run(Duration cut);

  // LegPeople
  void on_ringing(LegId leg, const Code& user) override;
  void on_bridged(LegId customer, LegId agent, const Code& user) override;
  void on_unbridged(LegId customer) override;
  void on_ended(LegId leg, const Code& user) override;

 private:
  void open_doors();
  void strike(FaultKind kind, Chance& chance);
  void for_a_while(Chance& chance, const std::function<void()>& begin,
                   const std::function<void()>& end);
  void stop_faults();
  void take_stock();
  void run_until(Time end);

  const Plan plan_;
  Schedule schedule_;
  Trace trace_;
  Verdict verdict_;
  SimClock clock_;
  Latency latency_;
  Disk disk_;
  Witness witness_;
  CoreHost core_;
  Voice voice_;
  Clients clients_;
  Customers customers_;
  Phones phones_;
  Consoles consoles_;
  Weather weather_;
};

}  // namespace relevo::sim
