// How many of each queue's members are signed in and ready: for those, too, who may not see them.
#pragma once

#include <cstdint>
#include <vector>

#include "view/board.h"

namespace relevo {

/// Counted from the board's rows; each change of an agent costs as much as the agent has queues.
class Staff {
 public:
  struct Count {
    std::uint32_t here = 0;  // Not offline.
    std::uint32_t ready = 0;

    friend bool operator==(const Count&, const Count&) = default;
  };

  /// After the board has folded what `changes` tells; adds the queues whose counts differ to it.
  void follow(const Board& board, BoardChanges& changes);

  /// That the agent is skilled for. Requires that there is such an agent.
  const std::vector<QueueId>& queues_of(AgentId agent) const { return queues_of_[agent.value - 1]; }

  /// Zero for a queue that there is not.
  Count of(QueueId queue) const;

 private:
  void start_again(const Board& board);
  void count(AgentId agent, AgentState state);

  std::vector<std::vector<QueueId>> queues_of_;  // By agent's id - 1.
  std::vector<AgentState> counted_as_;
  std::vector<Count> counts_;  // By queue's id - 1.
};

}  // namespace relevo
