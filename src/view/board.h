// Now: every queue, agent and contact as the events so far say. What GET /board and the feed show.
//
// A fold of records and of nothing else; throw it away and fold again, and it is the same.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <vector>

#include "core/operation.h"
#include "core/record.h"

namespace relevo {

struct QueueRow {
  QueueId id;
  std::set<std::pair<Time, ContactId>> waiting;  // queued_at of the contacts queued or offered.
  std::uint32_t connected = 0;                   // Contacts with an agent now.
};

struct AgentRow {
  AgentId id;
  AgentState state = AgentState::offline;
  BreakKind break_kind = BreakKind::none;
  BreakKind next_break = BreakKind::none;
  Time since;
  ContactId contact;
  std::uint32_t devices = 0;
  std::uint32_t sessions = 0;  // Sign-ins of the agent's own user that are open.
};

struct ContactRow {
  ContactId id;
  QueueId queue;
  ContactState state = ContactState::arrived;
  AgentId agent;               // Who has it or is offered it.
  Time arrived_at;
  Time queued_at;
  Time since;                  // In this state.
  Time waiting_since;          // While queued or offered: the wait grows from here.
  Duration waited_before;      // Waiting that is over; the total wait is this plus the growing part.
  bool recording = false;
};

/// The total wait at `now`: since the arrival, without the time with agents.
Duration total_wait(const ContactRow& row, Time now);

/// What changed since the last take_changes, each row once.
struct BoardChanges {
  std::set<QueueId> queues;
  std::set<AgentId> agents;
  std::set<ContactId> contacts;
  std::set<ContactId> gone;  // Closed: no longer on the board.
  bool operation = false;    // Everything may have changed: send a snapshot.
};

class Board {
 public:
  void apply(const Record& record);

  Position position() const { return position_; }
  Time at() const { return at_; }
  const Operation& operation() const { return *operation_; }
  std::shared_ptr<const Operation> shared_operation() const { return operation_; }

  /// Entry i has id i + 1, as in the operation; retired entries stay.
  const std::vector<QueueRow>& queues() const { return queues_; }
  const std::vector<AgentRow>& agents() const { return agents_; }
  const std::map<ContactId, ContactRow>& contacts() const { return contacts_; }

  BoardChanges take_changes();

 private:
  Position position_ = 0;
  Time at_;
  std::shared_ptr<const Operation> operation_ = std::make_shared<const Operation>();
  std::vector<QueueRow> queues_;
  std::vector<AgentRow> agents_;
  std::map<ContactId, ContactRow> contacts_;
  std::map<UserId, AgentId> agent_of_user_;
  BoardChanges changes_;
};

}  // namespace relevo
