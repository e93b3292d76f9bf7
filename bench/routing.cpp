// One routing decision: 200 skills, priority credit, longest idle. And the start of a big floor.
#include <algorithm>
#include <numeric>

#include "bench/bench.h"
#include "bench/busy_floor.h"
#include "core/rules.h"

namespace relevo::bench {

namespace {

constexpr std::size_t waiting = 10'000;  // Contacts that are decided on again and again.

/// A floor whose agents are all ready, and contacts that wait though they could be routed.
State ready_floor(std::size_t agents) {
  Core core;
  Batch batch{.first = 1, .at = {hours(1).us}};
  obey(core, {.command = operation_of(agents)}, batch);
  for (const Request& request : shift_begins(agents)) {
    batch.at = batch.at + microseconds(50);
    obey(core, request, batch);
  }
  State state = core.state();
  Prng prng{3};
  std::uint64_t calls = 0;
  for (std::size_t i = 0; i < waiting; ++i) {
    // Applied without routing, which is what is measured.
    const Decision arrived =
        decide(state, next_call(prng, calls), {.at = state.at + microseconds(10), .by = {}});
    for (const Event& event : *arrived) {
      apply(state, event, state.at + microseconds(5), nullptr);
    }
  }
  return state;
}

std::vector<ContactId> shuffled(const State& state, Prng& prng) {
  std::vector<ContactId> contacts;
  contacts.reserve(state.contacts.size());
  for (const auto& [id, contact] : state.contacts) contacts.push_back(id);
  for (std::size_t i = contacts.size(); i > 1; --i) {
    std::swap(contacts[i - 1], contacts[prng.below(i)]);
  }
  return contacts;
}

/// A walk through memory that no cache holds: what one look at something far away costs, in us.
class FarMemory {
 public:
  FarMemory() : next_((std::size_t{256} << 20U) / sizeof(std::uint32_t)) {
    // One cycle through all places (Sattolo).
    std::iota(next_.begin(), next_.end(), 0U);
    Prng prng{11};
    for (std::size_t i = next_.size() - 1; i > 0; --i) std::swap(next_[i], next_[prng.below(i)]);
  }

  double microseconds_a_look() {
    constexpr int looks = 1'000'000;
    const double start = cpu_seconds();
    for (int i = 0; i < looks; ++i) at_ = next_[at_];
    return (cpu_seconds() - start) * 1e6 / looks;
  }

 private:
  std::vector<std::uint32_t> next_;
  std::uint32_t at_ = 0;
};

struct Decisions {
  const State& state;
  const std::vector<ContactId>& contacts;
  std::size_t events = 0;  // So that nothing is optimised away.

  double microseconds_each() {
    const double start = cpu_seconds();
    for (const ContactId contact : contacts) {
      events += route_contact(state, contact, state.at).size();
    }
    return (cpu_seconds() - start) * 1e6 / static_cast<double>(contacts.size());
  }

  double microseconds_p99() {
    std::vector<double> times;
    times.reserve(contacts.size());
    for (const ContactId contact : contacts) {
      const std::int64_t start = clock_ns();
      events += route_contact(state, contact, state.at).size();
      times.push_back(static_cast<double>(clock_ns() - start) * 1e-3);
    }
    return quantile(std::move(times), 0.99);
  }
};

bool decisions(std::size_t agents, double p99_max, FarMemory& far, const Options& options) {
  const State state = ready_floor(agents);
  Prng prng{5};
  const std::vector<ContactId> contacts = shuffled(state, prng);
  Decisions decisions{state, contacts};
  const std::string of = std::to_string(agents) + "_agents";
  const auto floor = [&] { return far.microseconds_a_look(); };
  bool met = compare(
      {.name = "routing.decision_" + of, .unit = "us", .floor_is = "one DRAM miss", .target = 1.0},
      [&] { return decisions.microseconds_each(); }, floor, options.brief);
  met &= compare(
      {.name = "routing.decision_p99_" + of,
       .unit = "us",
       .floor_is = "one DRAM miss",
       .target = p99_max},
      [&] { return decisions.microseconds_p99(); }, floor, options.brief);
  return met && decisions.events > 0;
}

/// The operation applied and everybody ready, in CPU seconds.
double cold_start(std::size_t agents) {
  const ApplyOperation operation = operation_of(agents);
  const std::vector<Request> shift = shift_begins(agents);
  Core core;
  Batch batch{.first = 1, .at = {hours(1).us}};
  const double start = cpu_seconds();
  obey(core, {.command = operation}, batch);
  for (const Request& request : shift) obey(core, request, batch);
  return cpu_seconds() - start;
}

/// Whole lives of calls decided and applied, nothing written: CPU us a call.
double call_cpu(std::size_t agents, std::size_t calls_wanted) {
  Core core;
  Batch batch{.first = 1, .at = {hours(1).us}};
  obey(core, {.command = operation_of(agents)}, batch);
  for (const Request& request : shift_begins(agents)) obey(core, request, batch);
  Prng prng{3};
  std::uint64_t calls = 0;
  const double start = cpu_seconds();
  for (std::size_t i = 0; i < calls_wanted; ++i) {
    batch = {.first = core.state().position + 1, .at = core.state().at + milliseconds(1)};
    const ArriveContact call = next_call(prng, calls);
    obey(core, {.command = call}, batch);
    for (const Request& request : rest_of_call(core, call.leg)) obey(core, request, batch);
    core.close(batch);
  }
  return (cpu_seconds() - start) * 1e6 / static_cast<double>(calls_wanted);
}

}  // namespace

bool routing(const Options& options) {
  FarMemory far;
  bool met = true;
  const std::vector<std::pair<std::size_t, double>> sizes =
      options.brief ? std::vector<std::pair<std::size_t, double>>{{1'500, 2.0}}
                    : std::vector<std::pair<std::size_t, double>>{
                          {1'500, 2.0}, {15'000, 2.0}, {100'000, 4.0}};
  for (const auto& [agents, p99_max] : sizes) met &= decisions(agents, p99_max, far, options);
  const std::size_t big = options.brief ? 1'500 : 15'000;
  met &= measure(
      {.name = "routing.cold_start_" + std::to_string(big) + "_agents",
       .unit = "s",
       .floor_is = "",
       .target = 0.3},
      [&] { return cold_start(big); }, options.brief);
  met &= measure(
      {.name = "routing.call_" + std::to_string(big) + "_agents", .unit = "us"},
      [&] { return call_cpu(big, options.brief ? 1'000 : 100'000); }, options.brief);
  return met;
}

}  // namespace relevo::bench
