#include "api/staff.h"

#include "api/policy.h"

namespace relevo {

void Staff::follow(const Board& board, BoardChanges& changes) {
  if (changes.operation) return start_again(board);
  for (const AgentId agent : changes.agents) {
    const AgentState state = board.agents()[agent.value - 1].state;
    const bool as_before = state == counted_as_[agent.value - 1];
    if (as_before) continue;
    std::vector<Count> before;
    for (const QueueId queue : queues_of_[agent.value - 1]) before.push_back(of(queue));
    count(agent, state);
    for (std::size_t i = 0; i < before.size(); ++i) {
      const QueueId queue = queues_of_[agent.value - 1][i];
      if (of(queue) != before[i]) changes.queues.insert(queue);
    }
  }
}

Staff::Count Staff::of(QueueId queue) const {
  return queue.value >= 1 && queue.value <= counts_.size() ? counts_[queue.value - 1] : Count{};
}

void Staff::start_again(const Board& board) {
  const Operation& operation = board.operation();
  queues_of_.assign(operation.agents.size(), {});
  counted_as_.assign(operation.agents.size(), AgentState::offline);
  counts_.assign(operation.queues.size(), {});
  for (const AgentSetup& agent : operation.agents) {
    if (agent.retired) continue;
    for (const QueueSetup& queue : operation.queues) {
      if (!queue.retired && !missing_skill(queue, agent)) {
        queues_of_[agent.id.value - 1].push_back(queue.id);
      }
    }
    count(agent.id, board.agents()[agent.id.value - 1].state);
  }
}

void Staff::count(AgentId agent, AgentState state) {
  const AgentState before = std::exchange(counted_as_[agent.value - 1], state);
  for (const QueueId queue : queues_of_[agent.value - 1]) {
    Count& counts = counts_[queue.value - 1];
    if (before != AgentState::offline) --counts.here;
    if (before == AgentState::ready) --counts.ready;
    if (state != AgentState::offline) ++counts.here;
    if (state == AgentState::ready) ++counts.ready;
  }
}

}  // namespace relevo
