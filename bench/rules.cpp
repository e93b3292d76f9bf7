// What it costs to look at 200 deviation rules over 1,500 agents, twice a second.
#include <array>
#include <stdexcept>

#include "bench/bench.h"
#include "view/rule/deviations.h"
#include "view/testing.h"

namespace relevo::bench {

namespace {

using relevo::testing::Tape;

constexpr double look_ms_max = 50;  // Twice a second: a tenth of a core.
constexpr std::uint64_t agents = 1'500;
constexpr std::uint64_t teams = 150;
constexpr std::uint64_t queues = 50;
constexpr std::uint64_t rule_count = 200;

constexpr std::array<std::string_view, 8> of_agents_names{
    "missed_offers", "aht",     "aht_p90", "wrap_up_time",
    "occupancy",     "handled", "holds",   "sales_per_connected_hour"};
constexpr std::array<std::string_view, 4> of_queues_names{"abandonment", "service_level",
                                                          "wait_p90", "longest_wait"};
constexpr std::array<Duration, 5> windows{minutes(5), minutes(15), minutes(30), hours(1), hours(8)};

/// Seven of ten rules are about agents, two conditions each.
RuleSetup rule_of(std::uint64_t id) {
  const bool is_of_agents = id % 10 < 7;
  const auto name = [&](std::uint64_t i) {
    return is_of_agents ? of_agents_names[i % of_agents_names.size()]
                        : of_queues_names[i % of_queues_names.size()];
  };
  RuleSetup rule{.id = {id}, .of = is_of_agents ? SubjectKind::agent : SubjectKind::queue};
  for (const std::uint64_t i : {id, id / 7 + 1}) {
    rule.when.push_back({.indicator = name(i),
                         .window = windows[i % windows.size()],
                         .above = i % 2 == 0,
                         .limit = static_cast<std::int64_t>(i) * 333'333,
                         .back = static_cast<std::int64_t>(i) * 333'333});
  }
  return rule;
}

Operation operation_of() {
  Operation operation{.version = 1, .code = "bench"};
  operation.sites = {{.id = {1}, .code = "site"}};
  operation.clients = {{.id = {1}, .code = "client"}};
  operation.campaigns = {{.id = {1}, .code = "campaign", .client = {1}}};
  for (std::uint64_t id = 1; id <= queues; ++id) {
    operation.queues.push_back({.id = {id}, .campaign = {1}, .target = seconds(20)});
  }
  for (std::uint64_t id = 1; id <= teams; ++id) operation.teams.push_back({.id = {id}});
  for (std::uint64_t id = 1; id <= agents; ++id) {
    operation.agents.push_back({.id = {id}, .user = {id}, .team = {1 + id % teams}, .site = {1}});
  }
  for (std::uint64_t id = 1; id <= rule_count; ++id) operation.rules.push_back(rule_of(id));
  return operation;
}

/// Eight hours in which everybody takes a contact every few minutes.
Tape busy_floor(const Operation& operation, Duration lasts) {
  Tape tape;
  tape.add(operation);
  for (std::uint64_t id = 1; id <= agents; ++id) {
    tape.add(AgentStateChanged{.agent = {id}, .to = AgentState::ready});
  }
  std::uint64_t contacts = 0;
  for (Duration passed; passed < lasts; passed = passed + minutes(5)) {
    for (std::uint64_t id = 1; id <= agents; ++id) {
      const ContactId contact{++contacts};
      const QueueId queue{1 + id % queues};
      tape.add(ContactArrived{.contact = contact, .person = {contacts}, .queue = queue});
      tape.add(ContactQueued{.contact = contact, .queue = queue, .queued_at = tape.now()});
      tape.add(ContactConnected{.contact = contact, .agent = {id}, .queue = queue});
      tape.add(AgentStateChanged{
          .agent = {id}, .from = AgentState::ready, .to = AgentState::talking, .contact = contact});
    }
    tape.pass(seconds(200));
    for (std::uint64_t id = 1; id <= agents; ++id) {
      const ContactId contact{contacts - agents + id};
      const QueueId queue{1 + id % queues};
      tape.add(ContactReleased{.contact = contact, .agent = {id}, .queue = queue});
      tape.add(ContactClosed{
          .contact = contact, .queue = queue, .agent = {id}, .end = ContactEnd::handled});
      tape.add(
          AgentStateChanged{.agent = {id}, .from = AgentState::talking, .to = AgentState::ready});
    }
    tape.pass(seconds(100));
  }
  return tape;
}

}  // namespace

bool rules(const Options& options) {
  const Operation operation = operation_of();
  const Tape tape = busy_floor(operation, options.brief ? minutes(10) : hours(8));
  const auto board = tape.fold<Board>();
  const auto tallies = tape.fold<Tallies>();
  Deviations looked;
  Time now = tape.now();
  return measure(
      {.name = "rules.look_200_of_1500", .unit = "ms", .target = look_ms_max},
      [&] {
        constexpr int looks = 20;
        const double before = cpu_seconds();
        for (int look = 0; look < looks; ++look) {
          now = now + milliseconds(500);
          if (looked.look(board, tallies, now).empty()) throw std::runtime_error("nothing fires");
        }
        return (cpu_seconds() - before) * 1e3 / looks;
      },
      options.brief);
}

}  // namespace relevo::bench
