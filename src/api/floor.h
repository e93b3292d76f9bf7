// All that the API knows: the views folded from the log, and the codes and names of the operation.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "api/engine_port.h"
#include "api/staff.h"
#include "records/records.h"
#include "view/board.h"
#include "view/history.h"
#include "view/sessions.h"

namespace relevo {

/// Folded on the server's thread, and read there alone.
class Floor {
 public:
  explicit Floor(EnginePort& engine) : engine_(engine) {}

  void apply(const Batch& batch);

  /// Of the board, and of its queues' staff.
  BoardChanges take_changes();

  /// Of agents, on screens; those that come with an operation are read by the caller. False when
  /// they are as before.
  bool set_names(const std::vector<records::NamedCode>& agents);

  const Board& board() const { return board_; }
  const Staff& staff() const { return staff_; }
  const History& history() const { return history_; }
  const Sessions& sessions() const { return sessions_; }
  const Operation& operation() const { return board_.operation(); }

  /// Log time, never before what was folded.
  Time now() const;
  EnginePort& engine() { return engine_; }
  const EnginePort& engine() const { return engine_; }

  /// Entries in use by their code; nullptr when there is none, also when it is retired.
  const AgentSetup* agent(std::string_view code) const;
  const QueueSetup* queue(std::string_view code) const;
  const UserSetup* user(std::string_view code) const;

  /// The agent who is this user, or nullptr.
  const AgentSetup* agent_of(UserId user) const;

  /// On screens: empty when nobody has told a name.
  std::string_view name_of(const AgentSetup& agent) const;

 private:
  void index_operation();

  EnginePort& engine_;
  Board board_;
  Staff staff_;
  History history_;
  Sessions sessions_;
  std::map<std::string, AgentId, std::less<>> agents_;
  std::map<std::string, QueueId, std::less<>> queues_;
  std::map<std::string, UserId, std::less<>> users_;
  std::map<UserId, AgentId> agent_of_user_;
  std::map<std::string, std::string, std::less<>> agent_names_;
};

}  // namespace relevo
