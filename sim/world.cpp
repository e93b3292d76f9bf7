#include "sim/world.h"

#include <algorithm>
#include <utility>

#include "base/enum_name.h"
#include "sim/invariants/promises.h"
#include "sim/operation.h"

namespace relevo::sim {

World::World(const Plan& plan, bool print)
    : plan_(plan),
      trace_(schedule_, print),
      verdict_(schedule_),
      clock_(schedule_),
      disk_(chance_of(plan.seed, Stream::disk)),
      witness_(disk_, schedule_, trace_, verdict_),
      core_(plan_, schedule_, clock_, disk_, trace_, witness_),
      voice_(plan_, schedule_, latency_, trace_, verdict_, *this,
             [this](std::shared_ptr<Wire> wire) { return core_.connect(std::move(wire)); }),
      clients_(plan_, schedule_, core_, trace_),
      customers_(plan_, schedule_, voice_),
      phones_(plan_, schedule_, voice_),
      consoles_(plan_, schedule_, clients_,
                [this] { return core_.up() ? &witness_.board() : nullptr; }),
      weather_(plan_, schedule_, [this](FaultKind kind, Chance& chance) { strike(kind, chance); }) {
  voice_.set_repeats(plan_.per_mille_of(FaultKind::frame_repeated));
  voice_.set_no_media(plan_.per_mille_of(FaultKind::no_media));
  core_.set_repeats(plan_.per_mille_of(FaultKind::frame_repeated));
}

Day World::run(Duration cut) {
  const Time end{cut.us};
  open_doors();
  run_until(std::min(end, Time{plan_.stormy.us}));
  if (end > Time{plan_.stormy.us}) {
    stop_faults();
    run_until(std::min(end, Time{(plan_.stormy + plan_.calm).us}));
    if (end >= Time{(plan_.stormy + plan_.calm).us} && !verdict_.first()) take_stock();
  }
  return {.broken = verdict_.first(),
          .lived = {schedule_.now().us},
          .events = witness_.events(),
          .steps = schedule_.taken(),
          .customers = customers_.arrived(),
          .crashes = core_.processes() - 1,
          .answers = clients_.answered(),
          .log_hash = disk_.hash_of_segments(),
          .trace_hash = trace_.hash(),
          .struck = weather_.struck(),
          .coverage = witness_.coverage()};
}

/// The calm is over: everything must have ended, and the log must tell the whole of it.
void World::take_stock() {
  if (!core_.up()) return verdict_.broken(all_ends_well, "the core is not up");
  witness_.sweep(core_.core(), voice_);
  check_end(witness_.ledger(), core_.core(), voice_, verdict_);
  witness_.audit(core_.core(), core_.log());
  clients_.ask_all_again();
  run_until(schedule_.now() + seconds(5));
}

void World::run_until(Time end) {
  while (!verdict_.first() && schedule_.take_next(end)) {
    if (core_.up() && !core_.held() && witness_.sweep_is_due())
      witness_.sweep(core_.core(), voice_);
  }
}

/// The operation first; then everybody comes.
void World::open_doors() {
  core_.start();
  Operation operation = draw_operation(plan_);
  const std::size_t agents = operation.agents.size();
  for (const AgentSetup& agent : operation.agents) phones_.plug_in(agent.code);
  core_.post({.command = apply_of(std::move(operation), 0)}, [](const Answer&) {});
  voice_.start();
  schedule_.after(milliseconds(10), [this, agents] {
    for (std::uint64_t id = 1; id <= agents; ++id) consoles_.seat({id});
    customers_.open();
    weather_.start();
  });
}

void World::for_a_while(Chance& chance, const std::function<void()>& begin,
                        const std::function<void()>& end) {
  begin();
  schedule_.after(chance.between(milliseconds(200), seconds(20)), end);
}

void World::strike(FaultKind kind, Chance& chance) {
  trace_.say("weather", static_cast<std::uint64_t>(kind),
             [&] { return std::string(enum_name(kind)); });
  switch (kind) {
    case FaultKind::core_killed:
      return core_.end(CoreEnd::killed);
    case FaultKind::power_cut:
      core_.end(CoreEnd::power_cut);
      return voice_.die();
    case FaultKind::core_cut:
      return disk_.plan_trouble(DiskTrouble::cut, chance.below(6));
    case FaultKind::write_error:
      return disk_.plan_trouble(DiskTrouble::write_error, chance.below(6));
    case FaultKind::disk_full:
      return for_a_while(
          chance, [this] { disk_.set_full(true); }, [this] { disk_.set_full(false); });
    case FaultKind::disk_slow:
      return for_a_while(
          chance, [this] { core_.set_slow(true); }, [this] { core_.set_slow(false); });
    case FaultKind::voice_dies:
      return voice_.die();
    case FaultKind::link_cut:
      return voice_.cut_link();
    case FaultKind::link_slow:
      return for_a_while(chance, [this] { latency_.most = seconds(3); }, [this] { latency_ = {}; });
    case FaultKind::wall_jumps:
      return clock_.move_wall(chance.between(minutes(-90), minutes(90)));
    case FaultKind::machine_sleeps:
      voice_.note_sleep();
      return schedule_.sleep(chance.between(milliseconds(10), seconds(45)));
    case FaultKind::operation_changes:
      return consoles_.change_operation();
    case FaultKind::phone_leaves:
      return phones_.one_leaves();
    case FaultKind::media_lost: {
      const LegId leg = voice_.any_leg_up(chance);
      return voice_.end_as(leg, link::LegEnd::media_lost);
    }
    case FaultKind::frame_repeated:
    case FaultKind::request_lost:
    case FaultKind::answer_lost:
    case FaultKind::request_repeated:
    case FaultKind::nonsense:
    case FaultKind::no_media:
      return;
  }
}

void World::stop_faults() {
  trace_.say("weather", 0, [] { return "calm"; });
  weather_.stop();
  disk_.heal();
  core_.set_slow(false);
  core_.set_repeats(0);
  voice_.set_repeats(0);
  voice_.set_no_media(0);
  latency_ = {};
  customers_.close();
  phones_.calm();
  consoles_.calm();
  clients_.calm();
}

void World::on_ringing(LegId leg, const Code& user) { phones_.on_ringing(leg, user); }

void World::on_bridged(LegId customer, LegId agent, const Code& /*user*/) {
  customers_.on_bridged(customer);
  phones_.on_bridged(agent);
}

void World::on_unbridged(LegId customer) { customers_.on_unbridged(customer); }

void World::on_ended(LegId leg, const Code& user) {
  if (user.empty()) customers_.on_ended(leg);
}

}  // namespace relevo::sim
