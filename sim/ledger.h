// The floor as the events so far tell it: the simulator's own fold, on which the invariants look.
//
// It knows what the words of an event mean and no rule: whether an event may come is for
// sim/invariants to say, before it is written down here.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <set>
#include <utility>
#include <vector>

#include "core/operation.h"
#include "core/record.h"

namespace relevo::sim {

struct AgentPage {
  AgentState state = AgentState::offline;
  Time since;         // In this state.
  Time signed_in_at;  // When not offline.
  Duration counted;   // Sum of the states that are over, since then.
  ContactId contact;
  std::uint32_t devices = 0;
  bool hand = false;  // Raised.
  std::set<TextId> unread;
  std::map<NodeId, std::uint32_t> devices_at;
};

struct NodePage {
  bool away = false;
  Time gives_up_at;
};

struct ContactPage {
  ContactState state = ContactState::arrived;
  Time state_since;
  QueueId queue;
  NodeId node;
  Time arrived_at;
  Time queued_at;
  Duration credit;
  OfferId offer;       // Open now.
  AgentId offered_to;  // By it.
  Time offer_made_at;
  Time offer_ends;
  Time rests_until;             // Offered to nobody before; zero: it does not rest.
  bool offer_accepted = false;  // ContactConnected comes next.
  AgentId agent;                // Whose it is.
  Time connected_at;
  Time held_at;
  Duration held;
  Duration with_agents;
  Duration waited_before;  // In this queue, up to the connection.
  Time over_at;            // Of the conversation.
  Time lost_at;            // When its last agent was lost.
  bool connected_once = false;
  LegId customer_leg;
  LegId agent_leg;  // Of the newest offer.
  Time wrap_up_ends;
  std::vector<AgentId> rang;  // Without an answer, oldest first.
  std::map<UserId, SuperviseMode> supervisors;
};

struct SessionPage {
  UserId user;
  Time expires_at;
};

class Ledger {
 public:
  void apply(const Record& record);

  Position position() const { return position_; }
  Time at() const { return at_; }
  std::uint64_t epoch() const { return epoch_; }
  const Operation& operation() const { return *operation_; }

  /// Entry i has id i + 1.
  const std::vector<AgentPage>& agents() const { return agents_; }
  const AgentPage* agent(AgentId id) const { return entry_of(agents_, id); }
  /// Those that are not closed.
  const std::map<ContactId, ContactPage>& contacts() const { return contacts_; }
  const ContactPage* contact(ContactId id) const;
  /// Nothing while it is open or never was.
  const Time* closed_at(ContactId id) const;
  const std::map<SessionId, SessionPage>& sessions() const { return sessions_; }
  const std::set<std::pair<Time, SessionId>>& session_ends() const { return session_ends_; }
  const std::map<NodeId, FactsTaken>& facts() const { return facts_; }

  const std::map<NodeId, NodePage>& nodes() const { return nodes_; }
  /// Until a voice process has reported nothing of it goes on.
  bool is_away(NodeId id) const;
  /// In line for whoever is ready.
  bool waits(const ContactPage& contact) const;
  /// Whether a device of theirs can ring.
  bool is_reachable(AgentId id) const;

  std::uint64_t contacts_arrived() const { return arrived_; }
  std::uint64_t contacts_closed() const { return closed_.size(); }
  bool offer_was_made(OfferId id) const { return offers_.contains(id); }

  /// Whether the agent may have contacts of the queue, by the operation in force.
  bool is_member(AgentId agent, QueueId queue) const;

 private:
  template <class E>
  void take(const E& event);

  void end_offer(ContactPage& contact);

  Position position_ = 0;
  Time at_;
  std::uint64_t epoch_ = 0;
  std::shared_ptr<const Operation> operation_ = std::make_shared<const Operation>();
  std::vector<AgentPage> agents_;
  std::map<ContactId, ContactPage> contacts_;
  std::map<ContactId, Time> closed_;
  std::map<SessionId, SessionPage> sessions_;
  std::set<std::pair<Time, SessionId>> session_ends_;
  std::map<NodeId, FactsTaken> facts_;
  std::map<NodeId, NodePage> nodes_;
  std::set<OfferId> offers_;
  std::uint64_t arrived_ = 0;
};

}  // namespace relevo::sim
