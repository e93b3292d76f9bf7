// Now: every queue, agent and contact as the events so far say. What GET /board and the feed show.
//
// A fold of records and of nothing else; throw it away and fold again, and it is the same.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <utility>
#include <vector>

#include "core/operation.h"
#include "core/record.h"

namespace relevo {

struct QueueRow {
  QueueId id;
  std::set<std::pair<Time, ContactId>> waiting;  // queued_at of the contacts queued or offered.
  std::uint32_t connected = 0;                   // Contacts with an agent now, held ones too.

  friend bool operator==(const QueueRow&, const QueueRow&) = default;
};

struct AgentRow {
  AgentId id;
  AgentState state = AgentState::offline;
  BreakKind break_kind = BreakKind::none;
  BreakKind next_break = BreakKind::none;  // Over once on a break or offline.
  Time since;                              // In this state.
  ContactId contact;
  std::uint32_t devices = 0;
  std::uint32_t sessions = 0;  // Sign-ins of the agent's own user that are open.

  friend bool operator==(const AgentRow&, const AgentRow&) = default;
};

struct ContactRow {
  ContactId id;
  QueueId queue;
  ContactState state = ContactState::arrived;
  AgentId agent;  // Who has it, in wrap-up too, or is offered it.
  Time arrived_at;
  Time queued_at;          // The wait in this queue grows from here; see ContactQueued.
  Time since;              // In this state.
  Time waiting_since;      // While it waits: since the arrival, or since the last agent was lost.
  Duration waited_before;  // Waiting that is over; the total wait is this plus the growing part.
  bool recording = false;

  friend bool operator==(const ContactRow&, const ContactRow&) = default;
};

/// The total wait at `now`: since the arrival, without the time with agents. Never negative, and
/// constant from the connection on.
Duration total_wait(const ContactRow& row, Time now);

/// Which rows differ from what they were at the last take_changes or in between, each once.
struct BoardChanges {
  std::set<QueueId> queues;
  std::set<AgentId> agents;
  std::set<ContactId> contacts;
  std::set<ContactId> gone;  // Closed: no longer on the board, and not in `contacts`.
  bool operation = false;    // Everything may have changed: send a snapshot.
};

/// One thread at a time. What it returns by reference holds until the next apply.
class Board {
 public:
  /// Records come in the order of their positions. Events of a contact that has closed change
  /// nothing: a recording may start or end later.
  void apply(const Record& record);

  Position position() const { return position_; }
  Time at() const { return at_; }
  const Operation& operation() const { return *operation_; }
  std::shared_ptr<const Operation> shared_operation() const { return operation_; }

  /// Entry i has id i + 1, as in the operation; retired entries stay.
  const std::vector<QueueRow>& queues() const { return queues_; }
  const std::vector<AgentRow>& agents() const { return agents_; }

  /// Those that are not closed.
  const std::map<ContactId, ContactRow>& contacts() const { return contacts_; }

  BoardChanges take_changes() { return std::exchange(changes_, {}); }

 private:
  struct Fold;

  Position position_ = 0;
  Time at_;
  std::shared_ptr<const Operation> operation_ = std::make_shared<const Operation>();
  std::vector<QueueRow> queues_;
  std::vector<AgentRow> agents_;
  std::map<ContactId, ContactRow> contacts_;
  std::map<UserId, std::uint32_t> sessions_;  // Open ones, of any user.
  std::set<std::pair<UserId, AgentId>> agents_of_user_;
  BoardChanges changes_;
};

}  // namespace relevo
