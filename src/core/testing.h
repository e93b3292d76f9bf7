// For tests: what holds on every floor, whatever happened there.
#pragma once

#include <algorithm>
#include <array>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/fields.h"
#include "core/record.h"
#include "core/rules.h"
#include "core/state.h"
#include "core/strategy/strategy.h"

namespace relevo::testing {

/// Sanitizers make everything several times slower: what is only large is smaller with them.
#ifdef __SANITIZE_ADDRESS__
inline constexpr bool sanitized = true;
#else
inline constexpr bool sanitized = false;
#endif

/// The state that an agent has with a contact in this state; offline when no agent has such one.
inline AgentState state_with(ContactState contact) {
  switch (contact) {
    case ContactState::offered:
      return AgentState::reserved;
    case ContactState::connected:
      return AgentState::talking;
    case ContactState::held:
      return AgentState::hold;
    case ContactState::wrap_up:
      return AgentState::wrap_up;
    case ContactState::arrived:
    case ContactState::self_service:
    case ContactState::queued:
    case ContactState::consulting:
    case ContactState::transferring:
    case ContactState::conferencing:
    case ContactState::closed:
      return AgentState::offline;
  }
  return AgentState::offline;
}

/// What must hold of a state after each command, counted again from its contacts and agents.
class StatePromises {
 public:
  explicit StatePromises(const State& state) : state_(state) {}

  /// The first promise that is broken, in words; empty when all are kept.
  std::string broken() {
    for (const Agent& agent : state_.agents) look_at(agent);
    for (const auto& [id, contact] : state_.contacts) look_at(contact);
    look_at_queues();
    for (const auto& [id, node] : state_.nodes) {
      if (node.away) deadlines_.insert({node.gives_up_at, DeadlineOf::node, id.value});
    }
    expect(state_.nodes.size() <= nodes_max, "not too many nodes");
    for (const auto& [id, session] : state_.sessions) {
      deadlines_.insert({session.expires_at, DeadlineOf::session, id.value});
    }
    expect(deadlines_ == state_.deadlines,
           "the deadlines are those of contacts, nodes and sessions");
    expect(legs_ == state_.contact_of_leg, "the known legs are those of the contacts");
    expect(supervised_ == state_.supervised, "who supervises is known by their contact");
    look_at_keys();
    return broken_;
  }

 private:
  void expect(bool kept, const std::string& promise) {
    if (!kept && broken_.empty()) broken_ = promise;
  }

  void look_at(const Agent& agent) {
    const std::string name = "agent " + std::to_string(agent.id.value) + ": ";
    expect(agent.since <= state_.at && agent.idle_since <= state_.at, name + "times are past");
    expect((agent.break_kind != BreakKind::none) == (agent.state == AgentState::break_),
           name + "a kind of break exactly on a break");
    expect(!agent.asked_for_next() || agent.contact, name + "what comes next when busy");
    expect(agent.next_break == BreakKind::none || !agent.next_off_phone, name + "one thing next");
    expect(agent.state != AgentState::ready || agent.devices > 0, name + "ready has a device");
    std::uint32_t devices = 0;
    for (const DevicesAt& at : agent.devices_at) devices += at.devices;
    expect(devices == agent.devices, name + "its devices are those at the nodes");
    const bool busy = agent.state == AgentState::reserved || agent.state == AgentState::talking ||
                      agent.state == AgentState::hold || agent.state == AgentState::wrap_up;
    expect(busy == static_cast<bool>(agent.contact), name + "a contact exactly when busy");
    if (!agent.contact) return;
    const auto contact = state_.contacts.find(agent.contact);
    if (contact == state_.contacts.end()) return expect(false, name + "its contact is there");
    const bool offered = contact->second.state == ContactState::offered;
    expect((offered ? contact->second.offer.agent : contact->second.agent) == agent.id,
           name + "its contact is its own");
    expect(state_with(contact->second.state) == agent.state, name + "its state is the contact's");
  }

  void look_at(const Contact& contact) {
    const std::string name = "contact " + std::to_string(contact.id.value) + ": ";
    const bool offered = contact.state == ContactState::offered;
    const bool queued = contact.state == ContactState::queued;
    const bool over = contact.state == ContactState::wrap_up;
    expect(offered == static_cast<bool>(contact.offer.id), name + "an offer exactly when offered");
    expect((offered || queued) == !contact.agent, name + "an agent exactly behind the queue");
    expect(contact.arrived_at <= contact.queued_at && contact.queued_at <= state_.at,
           name + "queued between its arrival and now");
    expect(over == !contact.customer_leg, name + "the customer's leg until the wrap-up");
    expect((queued || over) == !contact.agent_leg, name + "an agent's leg when one is asked for");
    if (const AgentId id = offered ? contact.offer.agent : contact.agent) {
      const Agent* agent = state_.agent(id);
      expect(agent != nullptr && agent->contact == contact.id, name + "its agent knows of it");
    }
    look_at_supervisors(contact, name);
    expect(!contact.disposition ||
               entry_of(state_.operation->dispositions, contact.disposition) != nullptr,
           name + "its disposition is of the operation");
    if (contact.customer_leg) legs_[contact.customer_leg] = contact.id;
    if (contact.agent_leg) legs_[contact.agent_leg] = contact.id;
    if (offered && !state_.is_away(contact.node)) {
      deadlines_.insert({contact.offer.expires_at, DeadlineOf::offer, contact.id.value});
    }
    if (queued && contact.rests() && !state_.is_away(contact.node)) {
      deadlines_.insert({contact.rests_until, DeadlineOf::rest, contact.id.value});
    }
    expect(queued || !contact.rests(), name + "it rests only in a queue");
    if (over) deadlines_.insert({contact.wrap_up_ends, DeadlineOf::wrap_up, contact.id.value});
  }

  void look_at_supervisors(const Contact& contact, const std::string& name) {
    expect(contact.supervisors.empty() || contact.state == ContactState::connected ||
               contact.state == ContactState::held,
           name + "supervised only while its agent talks");
    for (const Supervision& one : contact.supervisors) {
      expect(one.mode != SuperviseMode::off && one.since <= state_.at,
             name + "a supervision is on, since a moment that is past");
      expect(supervised_.emplace(one.user, contact.id).second, name + "a user supervises one");
      expect(legs_.emplace(one.leg, contact.id).second, name + "a leg for each supervisor");
    }
  }

  void look_at_queues() {
    for (std::size_t i = 0; i < state_.queues.size(); ++i) {
      const QueueId id{i + 1};
      const Queue& queue = state_.queues[i];
      const std::string name = "queue " + std::to_string(id.value) + ": ";
      std::set<WaitKey> waiting;
      std::uint32_t contacts = 0;
      for (const auto& [contact_id, contact] : state_.contacts) {
        if (contact.queue != id) continue;
        if (contact.state != ContactState::wrap_up) ++contacts;
        if (waits(state_, contact)) {
          waiting.insert({contact.queued_at - contact.credit, contact_id});
        }
      }
      expect(waiting == queue.waiting,
             name + "those who wait are the queued contacts that can be offered");
      expect(contacts == queue.contacts, name + "the count of contacts");
      expect(queue.waiting.empty() || queue.ready.empty(),
             name + "nobody waits while one is ready");
      look_at_members(id, queue, name);
    }
  }

  void look_at_members(QueueId id, const Queue& queue, const std::string& name) {
    std::uint32_t members = 0;
    std::array<std::uint32_t, agent_states> by_state{};
    std::set<ReadyKey> ready;
    for (const Agent& agent : state_.agents) {
      for (const Membership& member : state_.memberships[agent.id.value - 1]) {
        if (member.queue != id) continue;
        ++members;
        ++by_state[static_cast<std::size_t>(agent.state)];
        if (agent.state != AgentState::ready || !state_.is_reachable(agent)) continue;
        const StrategyRule& rule = rule_of(state_.setup(id).strategy);
        ready.insert({rule.rank(member), agent.idle_since, agent.id});
      }
    }
    expect(members == queue.members && by_state == queue.by_state, name + "its members' counts");
    expect(ready == queue.ready, name + "its ready members");
  }

  void look_at_keys() {
    const std::deque<KeyExpiry>& all = state_.key_expiries;
    std::map<UserId, std::deque<Time>> of_user;
    for (const KeyExpiry& expiry : all) of_user[expiry.name.first].push_back(expiry.at);
    expect(std::is_sorted(all.begin(), all.end()) && all.size() == state_.keys.size() &&
               of_user == state_.key_expiries_of_user,
           "keys are counted, in the order in which they expire");
    for (const auto& [name, key] : state_.keys) {
      const KeyExpiry expiry{.at = key.expires_at, .first = key.first, .name = name};
      expect(std::binary_search(all.begin(), all.end(), expiry), "each key expires");
    }
  }

  const State& state_;
  std::string broken_;
  std::set<Deadline> deadlines_;
  std::map<LegId, ContactId> legs_;
  std::map<UserId, ContactId> supervised_;
};

/// What must hold of the events, one after the other: contacts and offers have one end, clocks add
/// up, nothing is negative.
class EventPromises {
 public:
  /// Takes the next event. Gives the broken promise, or nothing.
  std::string take(const Record& record) {
    broken_.clear();
    at_ = record.at;
    if (record.document != nullptr) {
      Operation operation;
      expect(decode(*record.document, operation), "the document decodes");
      agents_ = operation.agents.size();
    }
    std::visit([&](const auto& event) { look(event); }, record.event);
    decided_ = std::holds_alternative<RoutingDecided>(record.event);
    return broken_.empty() ? broken_ : std::string{name_of(record.event)} + ": " + broken_;
  }

 private:
  struct Life {
    Time arrived_at;
    NodeId node;
    Duration with_agents;
    bool connected = false;
    bool released = false;
    bool closed = false;
    std::optional<Time> over_at;  // Of the conversation, when released.
  };
  struct Change {
    AgentState state = AgentState::offline;
    std::optional<Time> at;
  };

  /// A length of time that is negative is a clock read wrongly.
  struct NotNegative {
    bool kept = true;
    template <class T>
    void operator()(unsigned /*number*/, const char* name, const T& field) {
      if constexpr (std::is_same_v<T, Duration>) {
        const std::string_view of{name};
        if (of != "offset" && of != "credit" && field.us < 0) kept = false;
      }
    }
  };

  void expect(bool kept, const char* promise) {
    if (!kept && broken_.empty()) broken_ = promise;
  }

  template <class E>
  void look(const E& event) {
    NotNegative visitor;
    visit_fields(visitor, event);
    expect(visitor.kept, "no length is negative");
    if constexpr (requires { event.contact; }) {
      constexpr bool recording =
          std::is_same_v<E, RecordingStarted> || std::is_same_v<E, RecordingEnded>;
      if (!std::is_same_v<E, ContactArrived> && event.contact) {
        const auto life = lives_.find(event.contact);
        if (life == lives_.end()) return expect(false, "the contact has arrived");
        expect(recording || !life->second.closed, "the contact is not closed");
      }
    }
    check(event);
  }

  template <class E>
  void check(const E& /*event*/) {}

  void check(const AgentStateChanged& event) {
    Change& last = changes_[event.agent];
    expect(event.from == last.state, "it goes on from the state before");
    expect(!last.at || event.lasted == at_ - *last.at, "lasted since the change before");
    last = {.state = event.to, .at = at_};
  }

  void check(const ContactArrived& event) {
    expect(lives_.emplace(event.contact, Life{.arrived_at = at_ - event.late, .node = event.node})
               .second,
           "it arrives once");
  }

  void check(const ContactQueued& event) { expect(event.queued_at <= at_, "queued in the past"); }

  void check(const RoutingDecided& event) {
    const std::uint32_t counted = event.eligible + event.not_skilled + event.offline +
                                  event.on_contact + event.wrapping_up + event.off_phone +
                                  event.on_break + event.unreachable + event.missed +
                                  event.rang_before + event.node_away + event.retired;
    expect(counted == agents_, "each agent is counted once");
    expect(!event.candidates.empty() && event.candidates[0].agent == event.agent,
           "the chosen is the first candidate");
    expect(event.candidates.size == std::min<std::size_t>(event.eligible, event.candidates_max),
           "the eligible are the candidates, as far as there is room");
    for (std::size_t i = 1; i < event.candidates.size; ++i) {
      expect(event.candidates[i - 1].score >= event.candidates[i].score, "the best come first");
    }
  }

  void check(const NodeLost& event) { away_.insert(event.node); }
  void check(const NodeBack& event) { away_.erase(event.node); }
  void check(const NodeGivenUp& event) {
    expect(away_.erase(event.node) == 1, "it was away");
    for (const auto& [id, life] : lives_) {
      expect(life.node != event.node || life.closed || life.released, "nobody is left there");
    }
  }

  bool is_away(ContactId contact) const { return away_.contains(lives_.at(contact).node); }

  void check(const OfferMade& event) {
    expect(!is_away(event.contact), "its node is there");
    expect(decided_, "a decision stands before it");
    expect(offers_.insert(event.offer).second, "it is made once");
  }

  void check(const OfferAccepted& event) {
    expect(offers_.erase(event.offer) == 1, "the offer is open");
  }

  void check(const OfferEnded& event) {
    expect(event.end != OfferEnd::expired || !is_away(event.contact),
           "it expires only while its node is there");
    expect(offers_.erase(event.offer) == 1, "the offer is open");
  }

  void check(const ContactConnected& event) {
    Life& life = lives_.at(event.contact);
    expect(event.first == !life.connected, "it is connected for the first time once");
    expect(event.total_waited == at_ - event.late - life.arrived_at - life.with_agents,
           "the total wait is what is left of its life without agents");
    expect(event.waited <= event.total_waited, "one queue's wait is within the total");
    life.connected = true;
  }

  void check(const ContactReleased& event) {
    Life& life = lives_.at(event.contact);
    expect(event.held <= event.talked, "held within talked");
    expect(!life.released, "it is released once");
    life.released = true;
    life.over_at = at_ - event.late;
    life.with_agents = life.with_agents + event.talked;
  }

  void check(const ContactLostAgent& event) {
    Life& life = lives_.at(event.contact);
    expect(event.held <= event.talked, "held within talked");
    life.with_agents = life.with_agents + event.talked;
  }

  void check(const SupervisionStarted& event) {
    expect(supervised_.emplace(event.user, event.contact).second, "the user supervises nobody yet");
    expect(event.mode != SuperviseMode::off, "it is on");
  }

  void check(const SupervisionChanged& event) {
    const auto known = supervised_.find(event.user);
    expect(known != supervised_.end() && known->second == event.contact, "it has started");
    expect(event.from != event.mode && event.mode != SuperviseMode::off, "it changes");
  }

  void check(const SupervisionEnded& event) {
    const auto known = supervised_.find(event.user);
    expect(known != supervised_.end() && known->second == event.contact, "it has started");
    if (known != supervised_.end()) supervised_.erase(known);
    expect(event.end != SupervisionEnd::none, "it has an end");
  }

  void check(const ContactClosed& event) {
    Life& life = lives_.at(event.contact);
    life.closed = true;
    expect(event.end != ContactEnd::none, "it has an end");
    expect(event.total_waited ==
               life.over_at.value_or(at_ - event.late) - life.arrived_at - life.with_agents,
           "waits and talks add up to its life");
  }

  std::string broken_;
  Time at_;
  std::size_t agents_ = 0;
  bool decided_ = false;
  std::map<ContactId, Life> lives_;
  std::map<AgentId, Change> changes_;
  std::set<OfferId> offers_;
  std::map<UserId, ContactId> supervised_;
  std::set<NodeId> away_;
};

}  // namespace relevo::testing
