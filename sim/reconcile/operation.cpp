#include "sim/reconcile/operation.h"

#include <algorithm>
#include <string>

#include "sim/chance.h"

namespace relevo::sim {

namespace {

constexpr std::uint64_t agents_of_team = 25;
constexpr std::uint64_t agents_of_queue = 60;
constexpr std::uint64_t queues_of_skill = 2;
constexpr std::uint64_t skills_of_agent = 3;

Code numbered(const char* name, std::uint64_t number) {
  return Code{name + std::to_string(number)};
}

void add_places(Operation& operation) {
  operation.sites = {
      {.id = {1}, .code = "north"}, {.id = {2}, .code = "south"}, {.id = {3}, .code = "home"}};
  for (std::uint64_t i = 1; i <= 3; ++i) {
    operation.clients.push_back({.id = {i}, .code = numbered("client", i)});
  }
  for (std::uint64_t i = 1; i <= 5; ++i) {
    const ClientId client{1 + i % operation.clients.size()};
    operation.campaigns.push_back({.id = {i}, .code = numbered("campaign", i), .client = client});
  }
  operation.dispositions = {
      {.id = {1}, .code = "informed"},
      {.id = {2}, .code = "nobody", .kind = DispositionKind::no_contact},
      {.id = {3}, .code = "sold", .kind = DispositionKind::sale},
      {.id = {4}, .code = "pays", .kind = DispositionKind::promise},
      {.id = {5}, .code = "refuses", .kind = DispositionKind::refusal},
      {.id = {6}, .code = "sold-here", .kind = DispositionKind::sale, .campaigns = {{1}}}};
}

void add_queue(Operation& operation, Chance& chance) {
  const std::uint64_t id = operation.queues.size() + 1;
  QueueSetup queue{
      .id = {id},
      .code = numbered("queue", id),
      .number = Text<32>{std::to_string(5000 + id)},
      .campaign = {1 + id % operation.campaigns.size()},
      .requires_ = {{.skill = {1 + (id - 1) / queues_of_skill}, .level = 1}},
      .target = seconds(20),
      .ring = seconds(static_cast<std::int64_t>(chance.between(12, 20))),
      .wrap_up = chance.percent(20) ? Duration{} : chance.between(seconds(10), seconds(40)),
      .short_abandon = seconds(5),
      .strategy = chance.percent(50) ? Strategy::longest_idle : Strategy::skill_fit,
      // Some are so small that who comes when there are many is sent away.
      .contacts_max = chance.percent(10) ? 60U : 5'000U,
      .language = "es"};
  queue.wrap_up_max = queue.wrap_up + minutes(1);
  operation.queues.push_back(std::move(queue));
}

void add_agent(Operation& operation, Chance& chance) {
  const std::uint64_t id = operation.agents.size() + 1;
  AgentSetup agent{.id = {id},
                   .code = numbered("a", id),
                   .user = {id},
                   .team = {1 + (id - 1) / agents_of_team},
                   .site = {chance.between(1, operation.sites.size())}};
  // One of them in turn, so that each has its people, and others.
  std::vector<std::uint64_t> skills{1 + id % operation.skills.size()};
  while (skills.size() < std::min<std::uint64_t>(skills_of_agent, operation.skills.size())) {
    const std::uint64_t skill = chance.between(1, operation.skills.size());
    if (std::find(skills.begin(), skills.end(), skill) == skills.end()) skills.push_back(skill);
  }
  std::sort(skills.begin(), skills.end());
  for (const std::uint64_t skill : skills) {
    const auto level = static_cast<std::uint8_t>(chance.between(1, skill_level_max));
    agent.skills.push_back({.skill = {skill}, .level = level});
  }
  operation.users.push_back(
      {.id = {id}, .code = agent.code, .roles = 1U << static_cast<unsigned>(Role::agent)});
  operation.agents.push_back(std::move(agent));
}

void add_teams(Operation& operation, std::uint64_t count) {
  for (std::uint64_t i = 1; i <= count; ++i) {
    const UserId coordinator{operation.users.size() + 1};
    operation.users.push_back({.id = coordinator,
                               .code = numbered("c", i),
                               .roles = 1U << static_cast<unsigned>(Role::coordinator)});
    operation.teams.push_back({.id = {i}, .code = numbered("team", i), .coordinator = coordinator});
  }
}

}  // namespace

Operation working_operation(std::uint64_t seed, std::uint32_t agents) {
  Chance chance = chance_of(seed, Stream::working_day);
  Operation operation{.version = 1, .code = "working-day"};
  add_places(operation);
  const std::uint64_t queues = std::max<std::uint64_t>(6, agents / agents_of_queue);
  for (std::uint64_t i = 1; i <= (queues + queues_of_skill - 1) / queues_of_skill; ++i) {
    operation.skills.push_back({.id = {i}, .code = numbered("skill", i)});
  }
  for (std::uint64_t i = 0; i < queues; ++i) add_queue(operation, chance);
  for (std::uint32_t i = 0; i < agents; ++i) add_agent(operation, chance);
  add_teams(operation, (agents + agents_of_team - 1) / agents_of_team);
  return operation;
}

Operation changed_at_noon(const Operation& operation) {
  Operation next = operation;
  next.version = operation.version + 1;
  for (AgentSetup& agent : next.agents) {
    if (agent.id.value % 10 == 3) agent.team = {1 + agent.team.value % next.teams.size()};
    if (agent.id.value % 10 == 6) agent.site = {1 + agent.site.value % next.sites.size()};
  }
  QueueSetup& moved = next.queues[1];
  moved.campaign = {1 + moved.campaign.value % next.campaigns.size()};
  next.queues[2].target = seconds(10);
  return next;
}

}  // namespace relevo::sim
