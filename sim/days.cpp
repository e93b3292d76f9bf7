#include "sim/days.h"

#include <algorithm>
#include <cinttypes>
#include <cstdio>

#include "base/enum_name.h"

namespace relevo::sim {

namespace {

constexpr Duration longest_day = hours(48);

}  // namespace

Plan Days::plan_of(std::uint64_t seed) const {
  Plan plan = draw_plan(seed, {.stormy = options_.stormy, .agents = options_.agents});
  for (const FaultKind kind : options_.without) plan.leave_out(kind);
  return plan;
}

bool Days::live(std::uint64_t seed) {
  const Plan plan = plan_of(seed);
  if (options_.seed) std::printf("%s\n", in_words(plan).c_str());
  World world{plan, options_.trace};
  const Day day = world.run(longest_day);
  add(day);
  if (!day.broken) return true;
  ++failed_;
  tell(plan, *day.broken);
  return false;
}

bool Days::live_twice(std::uint64_t seed) {
  const Plan plan = plan_of(seed);
  World one{plan, false};
  const Day first = one.run(longest_day);
  World two{plan, false};
  const Day second = two.run(longest_day);
  add(first);
  add(second);
  if (first.log_hash == second.log_hash && first.trace_hash == second.trace_hash) return true;
  ++failed_;
  std::printf("sim: seed %" PRIu64 " gives two different days: log %016" PRIx64 " and %016" PRIx64
              ", trace %016" PRIx64 " and %016" PRIx64 "\n",
              seed, first.log_hash, second.log_hash, first.trace_hash, second.trace_hash);
  return false;
}

void Days::add(const Day& day) {
  ++lived_;
  events_ += day.events;
  crashes_ += day.crashes;
  virtual_us_ += day.lived.us;
  for (std::size_t i = 0; i < fault_kinds; ++i) struck_[i] += day.struck[i];
  coverage_ |= day.coverage;
}

void Days::tell(const Plan& plan, const Broken& broken) {
  std::printf("sim: seed %" PRIu64 " breaks promise %d at %s: %s\n", plan.seed,
              broken.promise.number, clock_text(broken.at).c_str(), broken.what.c_str());
  std::printf("     promise %d: %s\n", broken.promise.number, broken.promise.sentence);
  if (options_.quick_end) return;
  std::printf("     %s\n", in_words(plan).c_str());
  std::printf("     again with: ./dev sim %" PRIu64 "%s --trace\n", plan.seed,
              made_smaller(plan, broken).c_str());
}

/// Leaves out one kind of fault after the other, as long as the same promise breaks.
std::string Days::made_smaller(Plan plan, const Broken& broken) const {
  std::string without;
  for (std::size_t i = 0; i < fault_kinds; ++i) {
    const auto kind = static_cast<FaultKind>(i);
    const bool given =
        std::find(options_.without.begin(), options_.without.end(), kind) != options_.without.end();
    if (!plan.has(kind) && !given) continue;
    Plan smaller = plan;
    smaller.leave_out(kind);
    World world{smaller, false};
    const Day day = world.run(longest_day);
    if (!given && (!day.broken || day.broken->promise.number != broken.promise.number)) continue;
    plan = smaller;
    without += (without.empty() ? " --without " : ",") + std::string(enum_name(kind));
  }
  return without;
}

std::string Days::summary(double seconds) const {
  char text[256];
  const double virtual_hours = static_cast<double>(virtual_us_) / 3.6e9;
  std::snprintf(text, sizeof(text),
                "sim: %" PRIu64 " seeds, %.1f virtual hours, %" PRIu64 " events, %" PRIu64
                " core restarts, %zu (state, event) pairs, %.0f x real time; faults:",
                lived_, virtual_hours, events_, crashes_, coverage_.count(),
                seconds > 0 ? virtual_hours * 3600 / seconds : 0);
  std::string line = text;
  for (std::size_t i = 0; i < timed_fault_kinds; ++i) {
    line +=
        " " + std::string(enum_name(static_cast<FaultKind>(i))) + "=" + std::to_string(struck_[i]);
  }
  return line;
}

}  // namespace relevo::sim
