// How many places of agents in queues the operation makes: memory and routing are made for so many.
#include <algorithm>
#include <map>
#include <tuple>

#include "operation/reading.h"

namespace relevo::operation {

namespace {

/// Agents with the same skills, one of them and how many there are.
struct Alike {
  const AgentSetup* one = nullptr;
  std::uint64_t count = 0;
};

/// Whole ranges of agents have the same skills: they are compared with each queue once.
std::vector<Alike> alike(const std::vector<AgentSetup>& agents) {
  std::map<std::vector<std::tuple<std::uint64_t, std::uint8_t>>, Alike> by_skills;
  for (const AgentSetup& agent : agents) {
    if (agent.retired) continue;
    std::vector<std::tuple<std::uint64_t, std::uint8_t>> skills;
    for (const SkillLevel& has : agent.skills) skills.emplace_back(has.skill.value, has.level);
    std::sort(skills.begin(), skills.end());
    Alike& same = by_skills[std::move(skills)];
    same.one = &agent;
    ++same.count;
  }
  std::vector<Alike> all;
  for (const auto& [skills, same] : by_skills) all.push_back(same);
  return all;
}

}  // namespace

void check_memberships(Reading& reading) {
  const std::vector<Alike> agents = alike(reading.agents.entries());
  std::uint64_t sum = 0;
  std::uint64_t most = 0;
  const QueueSetup* largest = nullptr;
  for (const QueueSetup& queue : reading.queues.entries()) {
    if (queue.retired) continue;
    std::uint64_t members = 0;
    for (const Alike& same : agents) {
      if (!missing_skill(queue, *same.one)) members += same.count;
    }
    sum += members;
    if (members <= most) continue;
    most = members;
    largest = &queue;
  }
  if (sum <= memberships_max) return;
  reading.fault.set(reading.queues.place_of(largest->code.view()), "queue.skills",
                    std::to_string(most) + " agents have what " + quoted(largest->code.view()) +
                        " asks for, and counted in each queue that they may serve all are " +
                        std::to_string(sum) + ", at most " + std::to_string(memberships_max) +
                        "; ask for skills that fewer have");
}

}  // namespace relevo::operation
