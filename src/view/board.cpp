#include "view/board.h"

#include <algorithm>

#include "base/assert.h"
#include "view/contact_event.h"

namespace relevo {

namespace {

bool waits(ContactState state) {
  return state == ContactState::arrived || state == ContactState::queued ||
         state == ContactState::offered;
}

/// Where a contact stands in the row of its queue.
enum class Standing : std::uint8_t { none, waiting, connected };

Standing standing_of(ContactState state) {
  switch (state) {
    case ContactState::queued:
    case ContactState::offered:
      return Standing::waiting;
    case ContactState::connected:
    case ContactState::held:
    case ContactState::consulting:
    case ContactState::transferring:
    case ContactState::conferencing:
      return Standing::connected;
    case ContactState::arrived:
    case ContactState::self_service:
    case ContactState::wrap_up:
    case ContactState::closed:
      return Standing::none;
  }
  return Standing::none;
}

template <class Row, class AnyId>
Row& row_at(std::vector<Row>& rows, AnyId id) {
  RELEVO_ASSERT(id.value >= 1 && id.value <= rows.size());
  return rows[id.value - 1];
}

template <class Row>
void grow(std::vector<Row>& rows, std::size_t size) {
  RELEVO_ASSERT(rows.size() <= size);
  while (rows.size() < size) rows.push_back({.id = {rows.size() + 1}});
}

}  // namespace

Duration total_wait(const ContactRow& row, Time now) {
  if (!waits(row.state)) return row.waited_before;
  return row.waited_before + std::max(now - row.waiting_since, Duration{});
}

/// One overload per kind of event. A new kind does not compile before somebody has said here what
/// it changes.
struct Board::Fold {
  Board& board;
  const Record& record;

  void operator()(const OperationApplied& /*event*/) const {
    RELEVO_ASSERT(record.document != nullptr);
    auto operation = std::make_shared<Operation>();
    RELEVO_ASSERT(decode(*record.document, *operation));
    grow(board.queues_, operation->queues.size());
    const std::size_t known = board.agents_.size();
    grow(board.agents_, operation->agents.size());
    for (std::size_t i = known; i < board.agents_.size(); ++i) board.agents_[i].since = record.at;
    for (const AgentSetup& agent : operation->agents) {
      const auto open = board.sessions_.find(agent.user);
      row_at(board.agents_, agent.id).sessions = open == board.sessions_.end() ? 0 : open->second;
    }
    board.operation_ = std::move(operation);
    board.index_agents();
    board.changes_.operation = true;
  }

  void operator()(const SessionOpened& event) const {
    set_sessions(event.user, ++board.sessions_[event.user]);
  }

  void operator()(const SessionClosed& event) const {
    const auto open = board.sessions_.find(event.user);
    RELEVO_ASSERT(open != board.sessions_.end());
    const std::uint32_t left = --open->second;
    if (left == 0) board.sessions_.erase(open);
    set_sessions(event.user, left);
  }

  void operator()(const AgentStateChanged& event) const {
    change(event.agent, [&](AgentRow& row) {
      row.state = event.to;
      row.break_kind = event.break_kind;
      row.since = record.at;
      row.contact = event.contact;
      if (ends_the_asking(event.to)) {
        row.next_break = BreakKind::none;
        row.next_off_phone = false;
      }
      if (event.to != AgentState::wrap_up) row.wrap_up_ends = row.wrap_up_latest = {};
    });
  }

  void operator()(const AgentDevicesChanged& event) const {
    change(event.agent, [&](AgentRow& row) { row.devices = event.devices; });
  }

  void operator()(const AgentNextChanged& event) const {
    change(event.agent, [&](AgentRow& row) {
      row.next_break = event.next_break;
      row.next_off_phone = event.off_phone;
    });
  }

  void operator()(const HandRaised& event) const {
    change(event.agent, [&](AgentRow& row) { row.hand_since = record.at; });
  }

  void operator()(const HandLowered& event) const {
    change(event.agent, [](AgentRow& row) { row.hand_since = {}; });
  }

  void operator()(const MessageSent& event) const {
    board.unread_[event.agent].push_back({.message = event.message,
                                          .at = record.at,
                                          .by = event.by,
                                          .urgent = event.urgent,
                                          .reason_for = event.reason_for});
    board.changes_.unread.insert(event.agent);
  }

  void operator()(const MessageRead& event) const {
    std::vector<MessageRow>& unread = board.unread_[event.agent];
    std::erase_if(unread, [&](const MessageRow& row) { return row.message == event.message; });
    if (unread.empty()) board.unread_.erase(event.agent);
    board.changes_.unread.insert(event.agent);
  }

  void operator()(const WrapUpStarted& event) const {
    change(event.agent, [&](AgentRow& row) {
      row.wrap_up_ends = event.ends_at;
      row.wrap_up_latest = std::max(event.ends_at, event.latest_at);
    });
  }

  void operator()(const WrapUpExtended& event) const {
    change(event.agent, [&](AgentRow& row) { row.wrap_up_ends = event.ends_at; });
  }

  /// As the core does: what fell due while nobody was there is armed again.
  void operator()(const CoreStarted& event) const {
    for (const AgentRow& agent : board.agents_) {
      if (agent.state != AgentState::wrap_up || agent.wrap_up_ends > record.at) continue;
      change(agent.id, [&](AgentRow& row) {
        row.wrap_up_ends = row.wrap_up_ends + event.away;
        row.wrap_up_latest = row.wrap_up_latest + event.away;
      });
    }
  }

  void operator()(const ContactArrived& event) const {
    const Time at = happened_at(record);
    const ContactRow row{.id = event.contact,
                         .queue = event.queue,
                         .arrived_at = at,
                         .queued_at = at,
                         .since = at,
                         .waiting_since = at};
    const bool added = board.contacts_.emplace(event.contact, row).second;
    RELEVO_ASSERT(added);
    board.changes_.contacts.insert(event.contact);
  }

  void operator()(const ContactQueued& event) const {
    change(event.contact, [&](ContactRow& row) {
      row.queue = event.queue;
      row.queued_at = event.queued_at;
    });
  }

  void operator()(const OfferMade& event) const {
    change(event.contact, [&](ContactRow& row) { row.agent = event.agent; });
  }

  void operator()(const OfferEnded& event) const {
    change(event.contact, [](ContactRow& row) { row.agent = {}; });
  }

  void operator()(const ContactConnected& event) const {
    change(event.contact, [&](ContactRow& row) {
      row.queue = event.queue;
      row.agent = event.agent;
      row.waited_before = event.total_waited;
    });
  }

  void operator()(const ContactLostAgent& event) const {
    change(event.contact, [](ContactRow& row) {
      row.agent = {};
      row.taken_over_by = {};
    });
  }

  void operator()(const ContactTakenOver& event) const {
    change(event.contact, [&](ContactRow& row) {
      row.agent = {};
      row.transferred_by = event.agent;
      row.taken_over_by = event.user;
    });
  }

  void operator()(const ContactTransferred& event) const {
    change(event.contact, [&](ContactRow& row) {
      row.agent = {};
      row.taken_over_by = {};
      if (event.agent) row.transferred_by = event.agent;
      if (event.mode == TransferMode::consult) row.second = {};
    });
  }

  void operator()(const SecondAsked& event) const {
    change(event.contact,
           [&](ContactRow& row) { row.second = {.agent = event.agent, .since = record.at}; });
  }

  void operator()(const SecondJoined& event) const {
    change(event.contact, [&](ContactRow& row) {
      row.second.talking = true;
      row.second.since = happened_at(record);
    });
  }

  void operator()(const SecondLeft& event) const {
    change(event.contact, [](ContactRow& row) { row.second = {}; });
  }

  void operator()(const ContactClosed& event) const {
    change(event.contact, [](ContactRow&) {});
    board.contacts_.erase(event.contact);
    board.changes_.contacts.erase(event.contact);
    board.changes_.gone.insert(event.contact);
  }

  void operator()(const RecordingStarted& event) const {
    change(event.contact, [](ContactRow& row) { row.recording = true; });
  }

  void operator()(const RecordingEnded& event) const {
    change(event.contact, [](ContactRow& row) { row.recording = false; });
  }

  void operator()(const SupervisionStarted& event) const {
    change(event.contact, [&](ContactRow& row) {
      row.supervisors.push_back(
          {.user = event.user, .mode = event.mode, .since = record.at, .why = event.why});
    });
  }

  void operator()(const SupervisionJoined& event) const {
    change(event.contact, [&](ContactRow& row) {
      for (SupervisorRow& one : row.supervisors) {
        if (one.user == event.user) one.joined_at = happened_at(record);
      }
    });
  }

  void operator()(const SupervisionChanged& event) const {
    change(event.contact, [&](ContactRow& row) {
      for (SupervisorRow& one : row.supervisors) {
        if (one.user != event.user) continue;
        one.mode = event.mode;
        one.why = event.why;
      }
    });
  }

  void operator()(const SupervisionEnded& event) const {
    change(event.contact, [&](ContactRow& row) {
      const auto before = std::exchange(row.supervisors, {});
      for (const SupervisorRow& one : before) {
        if (one.user != event.user) row.supervisors.push_back(one);
      }
    });
  }

  void operator()(const ContactDisposed& event) const {
    if (event.aside) return;
    change(event.contact, [&](ContactRow& row) { row.disposition = event.disposition; });
  }

  // Until the second leaves it is nobody's state: then an event says so.
  void operator()(const DeviceHeld& /*event*/) const {}

  // The contact's state and no more.
  void operator()(const ContactHeld& event) const {
    change(event.contact, [](ContactRow&) {});
  }
  void operator()(const ContactResumed& event) const {
    change(event.contact, [](ContactRow&) {});
  }
  void operator()(const ContactReleased& event) const {
    change(event.contact, [](ContactRow&) {});
  }

  // No row: what they mean for one stands in the events beside them.
  void operator()(const WallClockSet& /*event*/) const {}
  void operator()(const KeyUsed& /*event*/) const {}
  void operator()(const FactsTaken& /*event*/) const {}
  void operator()(const CommandSetAside& /*event*/) const {}
  void operator()(const NodeLost& /*event*/) const {}
  void operator()(const NodeBack& /*event*/) const {}
  void operator()(const NodeGivenUp& /*event*/) const {}
  void operator()(const RoutingDecided& /*event*/) const {}
  void operator()(const OfferRang& /*event*/) const {}
  void operator()(const OfferAnswering& /*event*/) const {}
  void operator()(const OfferAccepted& /*event*/) const {}
  void operator()(const WrapUpEnded& /*event*/) const {}
  void operator()(const NoteAdded& /*event*/) const {}
  void operator()(const RecordingRead& /*event*/) const {}
  template <IsOfAlert E>
  void operator()(const E& /*event*/) const {}  // Of the alerts' own view.

 private:
  template <class Change>
  void change(AgentId id, const Change& change_row) const {
    AgentRow& row = row_at(board.agents_, id);
    const AgentRow before = row;
    change_row(row);
    if (row != before) board.changes_.agents.insert(id);
  }

  /// Puts the contact in the state the event asks for, does the rest, and keeps its queue's row
  /// in step.
  template <class Change>
  void change(ContactId id, const Change& change_row) const {
    const auto found = board.contacts_.find(id);
    if (found == board.contacts_.end()) return;
    ContactRow& row = found->second;
    const ContactRow before = row;
    if (const auto state = state_after(record.event)) enter(row, *state);
    change_row(row);
    if (row == before) return;
    board.changes_.contacts.insert(id);
    move_in_queue(before, row);
  }

  void enter(ContactRow& row, ContactState state) const {
    if (row.state == state) return;
    const Time at = happened_at(record);
    if (waits(row.state) && !waits(state)) {
      row.waited_before = total_wait(row, at);
    } else if (!waits(row.state) && waits(state)) {
      row.waiting_since = at;
    }
    row.state = state;
    row.since = at;
  }

  void move_in_queue(const ContactRow& before, const ContactRow& after) const {
    const Standing from = standing_of(before.state);
    const Standing to = standing_of(after.state);
    if (from == to && before.queue == after.queue && before.queued_at == after.queued_at) return;
    if (from != Standing::none) {
      QueueRow& queue = row_at(board.queues_, before.queue);
      if (from == Standing::waiting) queue.waiting.erase({before.queued_at, before.id});
      if (from == Standing::connected) --queue.connected;
      board.changes_.queues.insert(before.queue);
    }
    if (to != Standing::none) {
      QueueRow& queue = row_at(board.queues_, after.queue);
      if (to == Standing::waiting) queue.waiting.emplace(after.queued_at, after.id);
      if (to == Standing::connected) ++queue.connected;
      board.changes_.queues.insert(after.queue);
    }
  }

  void set_sessions(UserId user, std::uint32_t count) const {
    for (auto own = board.agents_of_user_.lower_bound({user, AgentId{}});
         own != board.agents_of_user_.end() && own->first == user; ++own) {
      change(own->second, [&](AgentRow& row) { row.sessions = count; });
    }
  }
};

void Board::apply(const Record& record) {
  RELEVO_ASSERT(record.position > position_);
  position_ = record.position;
  at_ = record.at;
  std::visit(Fold{*this, record}, record.event);
}

void Board::index_agents() {
  agents_of_user_.clear();
  for (const AgentSetup& agent : operation_->agents) agents_of_user_.emplace(agent.user, agent.id);
}

}  // namespace relevo
