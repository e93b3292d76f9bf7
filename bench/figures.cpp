// What figures cost: counting one event, beside showing it on the board, and reading 15,000 agents.
#include <stdexcept>

#include "bench/bench.h"
#include "view/board.h"
#include "view/random_floor.h"
#include "view/tally/tallies.h"

namespace relevo::bench {

namespace {

using relevo::testing::RandomFloor;
using relevo::testing::Tape;

constexpr double fold_ratio_max = 3;  // Counting is no more than three boards.
constexpr double read_ms_max = 20;    // Of each second at most a fiftieth of a core.
constexpr std::uint64_t agents = 15'000;

Tape tape_of(bool brief) {
  RandomFloor floor{7};
  const int steps = brief ? 2'000 : 400'000;
  for (int step = 0; step < steps; ++step) floor.step();
  return floor.tape();
}

/// Microseconds of CPU for each record.
template <class View>
double fold(const Tape& tape) {
  const double before = cpu_seconds();
  View view;
  for (Position position = 1; position <= tape.size(); ++position) {
    view.apply(tape.record(position));
  }
  return (cpu_seconds() - before) * 1e6 / static_cast<double>(tape.size());
}

/// Everybody is ready, and has been for an hour by now.
Tape full_floor() {
  Operation operation{.version = 1, .code = "bench"};
  operation.teams = {{.id = {1}, .code = "team"}};
  operation.sites = {{.id = {1}, .code = "site"}};
  for (std::uint64_t id = 1; id <= agents; ++id) {
    operation.agents.push_back({.id = {id}, .user = {id}, .team = {1}, .site = {1}});
  }
  Tape tape;
  tape.add(operation);
  for (std::uint64_t id = 1; id <= agents; ++id) {
    tape.add(AgentStateChanged{
        .agent = {id}, .from = AgentState::offline, .to = AgentState::off_phone_work});
  }
  tape.pass(minutes(20));
  for (std::uint64_t id = 1; id <= agents; ++id) {
    tape.add(AgentStateChanged{
        .agent = {id}, .from = AgentState::off_phone_work, .to = AgentState::ready});
  }
  tape.pass(minutes(40));
  return tape;
}

}  // namespace

bool figures(const Options& options) {
  const Tape tape = tape_of(options.brief);
  bool met = compare(
      {.name = "figures.event",
       .unit = "us",
       .floor_is = "the board's fold of the same",
       .ratio_max = fold_ratio_max},
      [&] { return fold<Tallies>(tape); }, [&] { return fold<Board>(tape); }, options.brief);
  const Tape full = full_floor();
  const auto tallies = full.fold<Tallies>();
  const Span span =
      tallies.whole({full.now() - minutes(30), full.now() + microseconds(1)}, full.now());
  met &= measure(
      {.name = "figures.read_15000", .unit = "ms", .target = read_ms_max},
      [&] {
        const double before = cpu_seconds();
        const auto sums = tallies.sums(SubjectKind::agent, span, full.now());
        if (sums.size() != agents) throw std::runtime_error("not everybody was read");
        return (cpu_seconds() - before) * 1e3;
      },
      options.brief);
  return met;
}

}  // namespace relevo::bench
