// Now: every queue, agent and contact as the events so far say. What GET /board and the feed show.
//
// A fold of records and of nothing else; throw it away and fold again, and it is the same.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "base/list.h"
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
  BreakKind next_break = BreakKind::none;  // Both over once ends_the_asking(state).
  Time since;                              // In this state.
  ContactId contact;
  std::uint32_t devices = 0;
  std::uint32_t sessions = 0;  // Sign-ins of the agent's own user that are open.
  bool next_off_phone = false;
  Time hand_since;      // Raised; zero: it is not.
  Time wrap_up_ends;    // In wrap-up.
  Time wrap_up_latest;  // So: up to which it can be extended.

  friend bool operator==(const AgentRow&, const AgentRow&) = default;
};

/// A message that waits for its agent to read it.
struct MessageRow {
  TextId message;
  Time at;
  UserId by;
  bool urgent = false;
  ForcedTo reason_for = ForcedTo::none;

  friend bool operator==(const MessageRow&, const MessageRow&) = default;
};

/// Somebody beside the conversation: whom the agent is shown.
struct SupervisorRow {
  UserId user;
  SuperviseMode mode = SuperviseMode::off;
  Time since;
  Time joined_at;  // Heard since then; zero: it rings at them.
  SuperviseWhy why = SuperviseWhy::none;

  friend bool operator==(const SupervisorRow&, const SupervisorRow&) = default;
};

/// Another agent with the contact: rung at, or talking.
struct SecondRow {
  AgentId agent;  // None: there is no second.
  bool talking = false;
  Time since;

  friend bool operator==(const SecondRow&, const SecondRow&) = default;
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
  List<SupervisorRow, supervisors_max> supervisors;  // Who came first.
  DispositionId disposition;                         // The last one said.
  SecondRow second;
  AgentId transferred_by;  // Who had it before, and handed it over; the last one.
  UserId taken_over_by;    // Who has it in the place of that one.

  friend bool operator==(const ContactRow&, const ContactRow&) = default;
};

template <class V>
void fields(V& visit, QueueRow& o) {
  visit(1, "id", o.id);
  visit(2, "waiting", o.waiting);
  visit(3, "connected", o.connected);
}

template <class V>
void fields(V& visit, AgentRow& o) {
  visit(1, "id", o.id);
  visit(2, "state", o.state);
  visit(3, "break_kind", o.break_kind);
  visit(4, "next_break", o.next_break);
  visit(5, "since", o.since);
  visit(6, "contact", o.contact);
  visit(7, "devices", o.devices);
  visit(8, "sessions", o.sessions);
  visit(9, "next_off_phone", o.next_off_phone);
  visit(15, "hand_since", o.hand_since);
  visit(16, "wrap_up_ends", o.wrap_up_ends);
  visit(17, "wrap_up_latest", o.wrap_up_latest);
}

template <class V>
void fields(V& visit, MessageRow& o) {
  visit(1, "message", o.message);
  visit(2, "at", o.at);
  visit(3, "by", o.by);
  visit(4, "urgent", o.urgent);
  visit(5, "reason_for", o.reason_for);
}

template <class V>
void fields(V& visit, SupervisorRow& o) {
  visit(1, "user", o.user);
  visit(2, "mode", o.mode);
  visit(3, "since", o.since);
  visit(4, "joined_at", o.joined_at);
  visit(5, "why", o.why);
}

template <class V>
void fields(V& visit, SecondRow& o) {
  visit(1, "agent", o.agent);
  visit(2, "talking", o.talking);
  visit(3, "since", o.since);
}

template <class V>
void fields(V& visit, ContactRow& o) {
  visit(1, "id", o.id);
  visit(2, "queue", o.queue);
  visit(3, "state", o.state);
  visit(4, "agent", o.agent);
  visit(5, "arrived_at", o.arrived_at);
  visit(6, "queued_at", o.queued_at);
  visit(7, "since", o.since);
  visit(8, "waiting_since", o.waiting_since);
  visit(9, "waited_before", o.waited_before);
  visit(10, "recording", o.recording);
  visit(11, "supervisors", o.supervisors);
  visit(12, "disposition", o.disposition);
  visit(13, "second", o.second);
  visit(14, "transferred_by", o.transferred_by);
  visit(15, "taken_over_by", o.taken_over_by);
}

/// The total wait at `now`: since the arrival, without the time with agents. Never negative, and
/// constant from the connection on.
Duration total_wait(const ContactRow& row, Time now);

/// Which rows differ from what they were at the last take_changes or in between, each once.
struct BoardChanges {
  std::set<QueueId> queues;
  std::set<AgentId> agents;
  std::set<ContactId> contacts;
  std::set<ContactId> gone;  // Closed: no longer on the board, and not in `contacts`.
  std::set<AgentId> unread;  // Whose messages are others.
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

  /// Of each agent with some: the messages that wait to be read, oldest first.
  const std::map<AgentId, std::vector<MessageRow>>& unread() const { return unread_; }

  /// The byte form of a snapshot, without the operation; and back, under the operation that is in
  /// force at that position. Nothing when the bytes are damaged or do not fit it. What changed is
  /// everything then.
  void encode_to(Bytes& out) const;
  static std::optional<Board> decode_from(ByteView bytes,
                                          std::shared_ptr<const Operation> operation);

  BoardChanges take_changes() { return std::exchange(changes_, {}); }

 private:
  struct Fold;

  void index_agents();

  Position position_ = 0;
  Time at_;
  std::shared_ptr<const Operation> operation_ = std::make_shared<const Operation>();
  std::vector<QueueRow> queues_;
  std::vector<AgentRow> agents_;
  std::map<ContactId, ContactRow> contacts_;
  std::map<AgentId, std::vector<MessageRow>> unread_;
  std::map<UserId, std::uint32_t> sessions_;  // Open ones, of any user.
  std::set<std::pair<UserId, AgentId>> agents_of_user_;
  BoardChanges changes_;
};

}  // namespace relevo
