// The agents at their consoles, and a supervisor: who looks at the board and gives commands.
#pragma once

#include <functional>

#include "sim/chance.h"
#include "sim/clients.h"
#include "sim/plan.h"
#include "sim/schedule.h"
#include "view/board.h"

namespace relevo::sim {

class Consoles {
 public:
  /// `board` gives what the API shows now; nullptr while there is no core.
  using Shown = std::function<const Board*()>;

  Consoles(const Plan& plan, Schedule& schedule, Clients& clients, Shown shown)
      : plan_(plan),
        schedule_(schedule),
        clients_(clients),
        shown_(std::move(shown)),
        chance_(chance_of(plan.seed, Stream::consoles)),
        supervisor_chance_(chance_of(plan.seed, Stream::supervisors)) {}

  /// An agent sits down.
  void seat(AgentId agent);
  /// From now on everybody works: no breaks, no nonsense, ready as soon as they can be.
  void calm() { calm_ = true; }
  /// Somebody edits the operation.
  void change_operation();

 private:
  void look(AgentId agent);
  void act(const AgentRow& row, UserId user);
  void act_in_storm(const AgentRow& row, UserId user);
  void act_in_calm(const AgentRow& row, UserId user);
  void nonsense(const Board& board, UserId user);
  void supervise(const Board& board, const AgentRow& row);
  void write(const Board& board, const AgentRow& row);
  void sessions(UserId user);
  TextId text() { return {chance_.between(1, 1'000'000)}; }
  ForcedTo forced() { return static_cast<ForcedTo>(chance_.between(1, 3)); }
  void ask(UserId user, Command command) { clients_.ask(user, std::move(command), {}); }

  const Plan& plan_;
  Schedule& schedule_;
  Clients& clients_;
  Shown shown_;
  Chance chance_;
  Chance supervisor_chance_;
  bool calm_ = false;
};

}  // namespace relevo::sim
