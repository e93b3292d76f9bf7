#include "sim/operation.h"

#include <string>
#include <utility>

namespace relevo::sim {

namespace {

constexpr Duration extension_max = seconds(45);  // Of a wrap-up.

std::uint8_t draw_level(Chance& chance) {
  return static_cast<std::uint8_t>(chance.between(1, skill_level_max));
}

std::string numbered(const char* name, std::uint64_t number) {
  return name + std::to_string(number);
}

void add_queue(Operation& operation, Chance& chance) {
  const std::uint64_t id = operation.queues.size() + 1;
  QueueSetup queue{
      .id = {id},
      .code = Code{numbered("q", id)},
      .number = Text<32>{std::to_string(5000 + id)},
      .campaign = {1},
      .target = seconds(20),
      .ring = chance.between(seconds(5), seconds(25)),
      .wrap_up = chance.percent(30) ? Duration{} : chance.between(seconds(1), seconds(30)),
      .short_abandon = chance.between(Duration{}, seconds(10)),
      .credit = chance.percent(70) ? Duration{} : chance.between(seconds(1), minutes(2)),
      .strategy = chance.percent(50) ? Strategy::longest_idle : Strategy::skill_fit,
      .contacts_max = static_cast<std::uint32_t>(chance.percent(80) ? 1000 : chance.between(1, 6)),
      .language = "es",
      .record = chance.percent(30)};
  queue.wrap_up_max = queue.wrap_up + extension_max;
  for (const Skill& skill : operation.skills) {
    if (!chance.percent(30)) continue;
    queue.requires_.push_back(
        {.skill = skill.id, .level = static_cast<std::uint8_t>(chance.between(1, 6))});
  }
  operation.queues.push_back(std::move(queue));
}

std::vector<SkillLevel> draw_skills(const Operation& operation, Chance& chance) {
  std::vector<SkillLevel> skills;
  for (const Skill& skill : operation.skills) {
    if (chance.percent(60)) skills.push_back({.skill = skill.id, .level = draw_level(chance)});
  }
  return skills;
}

void add_agent(Operation& operation, Chance& chance) {
  const std::uint64_t id = operation.agents.size() + 1;
  const Code code{numbered("a", id)};
  const UserId user{operation.users.size() + 1};
  operation.users.push_back(
      {.id = user, .code = code, .roles = 1U << static_cast<unsigned>(Role::agent)});
  operation.agents.push_back({.id = {id},
                              .code = code,
                              .user = user,
                              .team = {1},
                              .site = {1},
                              .skills = draw_skills(operation, chance)});
}

}  // namespace

Operation draw_operation(const Plan& plan) {
  Chance chance = chance_of(plan.seed, Stream::operation);
  Operation operation{.version = 1, .code = "sim"};
  operation.sites.push_back({.id = {1}, .code = "centre"});
  operation.clients.push_back({.id = {1}, .code = "client"});
  operation.campaigns.push_back({.id = {1}, .code = "campaign", .client = {1}});
  operation.campaigns.push_back({.id = {2}, .code = "other", .client = {1}});
  operation.dispositions = {{.id = {1}, .code = "any"},
                            {.id = {2}, .code = "of-campaign", .campaigns = {{1}}},
                            {.id = {3}, .code = "of-other", .campaigns = {{2}}}};
  for (std::uint64_t i = 1; i <= plan.skills; ++i) {
    operation.skills.push_back({.id = {i}, .code = Code{numbered("s", i)}});
  }
  operation.users.push_back(
      {.id = {1}, .code = "boss", .roles = 1U << static_cast<unsigned>(Role::supervisor)});
  operation.teams.push_back({.id = {1}, .code = "team", .coordinator = {1}});
  for (std::uint32_t i = 0; i < plan.queues; ++i) add_queue(operation, chance);
  for (std::uint32_t i = 0; i < plan.agents; ++i) add_agent(operation, chance);
  // The first can take everything: no queue is without anybody.
  operation.agents[0].skills.clear();
  for (const Skill& skill : operation.skills) {
    operation.agents[0].skills.push_back({.skill = skill.id, .level = skill_level_max});
  }
  return operation;
}

Operation changed(const Operation& operation, Chance& chance) {
  Operation next = operation;
  next.version = operation.version + 1;
  QueueSetup& queue = next.queues[chance.below(next.queues.size())];
  AgentSetup& agent = next.agents[chance.below(next.agents.size())];
  switch (chance.below(7)) {
    case 0:
      if (agent.id != AgentId{1}) agent.skills = draw_skills(next, chance);
      break;
    case 1:
      queue.ring = chance.between(seconds(3), seconds(30));
      break;
    case 2:
      queue.wrap_up = chance.between(Duration{}, seconds(30));
      queue.wrap_up_max = queue.wrap_up + extension_max;
      break;
    case 3:
      if (next.queues.size() < 12) add_queue(next, chance);
      break;
    case 4:
      if (next.agents.size() < 80) add_agent(next, chance);
      break;
    case 5:
      if (agent.id != AgentId{1}) agent.retired = !agent.retired;
      break;
    default:
      if (queue.id != QueueId{1}) queue.retired = !queue.retired;
      break;
  }
  return next;
}

ApplyOperation apply_of(Operation operation, std::uint64_t base) {
  Bytes bytes;
  encode(bytes, operation);
  return {.base_version = base,
          .document = std::make_shared<const Operation>(std::move(operation)),
          .bytes = std::make_shared<const Bytes>(std::move(bytes))};
}

}  // namespace relevo::sim
