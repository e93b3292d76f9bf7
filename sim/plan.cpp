#include "sim/plan.h"

#include <string_view>

#include "base/enum_name.h"
#include "sim/chance.h"

namespace relevo::sim {

namespace {

/// The mean gap of each timed kind at its mildest and at its worst.
struct GapRange {
  FaultKind kind;
  Duration mild;
  Duration worst;
};

constexpr GapRange gap_ranges[] = {
    {FaultKind::core_killed, minutes(5), seconds(10)},
    {FaultKind::core_cut, minutes(5), seconds(8)},
    {FaultKind::power_cut, minutes(8), seconds(20)},
    {FaultKind::write_error, minutes(5), seconds(20)},
    {FaultKind::disk_full, minutes(8), seconds(60)},
    {FaultKind::disk_slow, minutes(5), seconds(30)},
    {FaultKind::voice_dies, minutes(8), seconds(30)},
    {FaultKind::link_cut, minutes(4), seconds(10)},
    {FaultKind::link_slow, minutes(5), seconds(30)},
    {FaultKind::wall_jumps, minutes(6), seconds(20)},
    {FaultKind::machine_sleeps, minutes(6), seconds(60)},
    {FaultKind::operation_changes, minutes(4), seconds(10)},
    {FaultKind::phone_leaves, minutes(2), seconds(5)},
    {FaultKind::media_lost, minutes(2), seconds(5)},
};

constexpr FaultKind counted_kinds[] = {FaultKind::frame_repeated, FaultKind::request_lost,
                                       FaultKind::answer_lost,    FaultKind::request_repeated,
                                       FaultKind::nonsense,       FaultKind::no_media};

void draw_faults(Plan& plan, Chance& chance) {
  for (const GapRange& range : gap_ranges) {
    const Duration gap = chance.between(range.worst, range.mild);
    if (chance.percent(40)) plan.gap[static_cast<std::size_t>(range.kind)] = gap;
  }
  for (const FaultKind kind : counted_kinds) {
    const auto rate = static_cast<std::uint32_t>(chance.between(5, 200));
    if (chance.percent(40)) plan.per_mille[static_cast<std::size_t>(kind)] = rate;
  }
}

}  // namespace

bool Plan::has(FaultKind kind) const {
  const auto index = static_cast<std::size_t>(kind);
  return index < timed_fault_kinds ? gap[index].us > 0 : per_mille[index] > 0;
}

void Plan::leave_out(FaultKind kind) {
  const auto index = static_cast<std::size_t>(kind);
  if (index < timed_fault_kinds) gap[index] = {};
  per_mille[index] = 0;
}

std::optional<FaultKind> fault_kind_of(std::string_view name) {
  return enum_from_name<FaultKind>(name);
}

Plan draw_plan(std::uint64_t seed, const PlanOptions& options) {
  Chance chance = chance_of(seed, Stream::plan);
  Plan plan{.seed = seed, .stormy = options.stormy, .calm = options.calm};
  const bool small = chance.percent(70);
  plan.agents = static_cast<std::uint32_t>(small ? chance.between(3, 12) : chance.between(13, 60));
  if (options.agents > 0) plan.agents = options.agents;
  plan.queues = static_cast<std::uint32_t>(chance.between(1, small ? 4 : 8));
  plan.skills = static_cast<std::uint32_t>(chance.between(1, 5));
  plan.talk = chance.between(seconds(5), seconds(90));
  plan.patience = chance.between(seconds(10), seconds(150));
  plan.think = chance.between(seconds(1), seconds(8));
  // From a quiet floor to one with half as much work again as it can do.
  const auto busy_percent = static_cast<std::int64_t>(chance.between(20, 150));
  plan.arrival_gap = {(plan.talk + seconds(10)).us * 100 / busy_percent /
                      static_cast<std::int64_t>(plan.agents)};
  plan.segment_bytes_max = chance.between(8, 256) * 1024;
  plan.grow_bytes = chance.between(1, 32) * 4096;
  plan.voice_resumes_legs = chance.percent(50);
  plan.supervised = chance_of(seed, Stream::supervisors).percent(50);
  if (options.faults) draw_faults(plan, chance);
  return plan;
}

std::string in_words(const Plan& plan) {
  const auto in_s = [](Duration duration) { return std::to_string(in_ms(duration) / 1000) + "s"; };
  std::string words = "seed " + std::to_string(plan.seed) + ": " + std::to_string(plan.agents) +
                      " agents, " + std::to_string(plan.queues) + " queues, a customer each " +
                      std::to_string(in_ms(plan.arrival_gap)) + "ms, patience " +
                      in_s(plan.patience) + ", talk " + in_s(plan.talk) + ", segments of " +
                      std::to_string(plan.segment_bytes_max / 1024) + "K, legs " +
                      (plan.voice_resumes_legs ? "resume" : "are lost") +
                      (plan.supervised ? ", supervised" : "") + "; faults:";
  bool any = false;
  for (std::size_t i = 0; i < fault_kinds; ++i) {
    const auto kind = static_cast<FaultKind>(i);
    if (!plan.has(kind)) continue;
    any = true;
    words += " " + std::string(enum_name(kind)) + "=";
    words +=
        i < timed_fault_kinds ? in_s(plan.gap[i]) : std::to_string(plan.per_mille[i]) + "/1000";
  }
  return any ? words : words + " none";
}

}  // namespace relevo::sim
