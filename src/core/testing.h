// For tests: what holds of every floor's state, whatever happened there; of its events see
// event_promises.h.
#pragma once

#include <algorithm>
#include <array>
#include <deque>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/event_promises.h"
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
/// With a second it is a consultation that a held one is in.
inline AgentState state_with(ContactState contact, bool has_second = false) {
  if (contact == ContactState::held && has_second) return AgentState::consult;
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
    look_at_alerts();
    expect(deadlines_ == state_.deadlines,
           "the deadlines are those of contacts, nodes, sessions and alerts");
    expect(legs_ == state_.contact_of_leg, "the known legs are those of the contacts");
    expect(supervised_ == state_.supervised, "who supervises is known by their contact");
    look_at_keys();
    return broken_;
  }

 private:
  void expect(bool kept, const std::string& promise) {
    if (!kept && broken_.empty()) broken_ = promise;
  }

  void look_at_alerts() {
    std::map<std::pair<RuleId, Subject>, AlertId> alert_of;
    for (const auto& [id, alert] : state_.alerts) {
      const std::string name = "alert " + std::to_string(id.value) + ": ";
      if (alert.due_at() > Time{}) {
        deadlines_.insert({alert.due_at(), DeadlineOf::alert, id.value});
      }
      expect(alert.id == id && id.value <= state_.alerts_made, name + "it was made");
      expect(alert_of.emplace(std::pair{alert.rule, alert.subject}, id).second,
             name + "one for a rule and subject");
      expect(alert.opened_at <= state_.at && alert.count > 0, name + "it was outside");
      const RuleSetup* const rule = entry_of(state_.operation->rules, alert.rule);
      expect(rule != nullptr && !rule->retired, name + "its rule is in force");
    }
    expect(state_.alerts.size() <= alerts_max, "not too many alerts");
    expect(alert_of == state_.alert_of, "alerts are known by what they are about");
  }

  void look_at(const Agent& agent) {
    const std::string name = "agent " + std::to_string(agent.id.value) + ": ";
    expect(agent.since <= state_.at && agent.idle_since <= state_.at, name + "times are past");
    expect((agent.break_kind != BreakKind::none) == (agent.state == AgentState::break_),
           name + "a kind of break exactly on a break");
    expect(!agent.asked_for_next() || agent.contact, name + "what comes next when busy");
    expect(agent.next_break == BreakKind::none || !agent.next_off_phone, name + "one thing next");
    expect(!agent.has_hand_raised() || agent.signed_in(), name + "who is here raises a hand");
    expect(agent.unread.size() <= messages_unread_max + reasons_unread_max,
           name + "not too many messages wait");
    expect(agent.state != AgentState::ready || agent.devices > 0, name + "ready has a device");
    std::uint32_t devices = 0;
    for (const DevicesAt& at : agent.devices_at) devices += at.devices;
    expect(devices == agent.devices, name + "its devices are those at the nodes");
    const bool busy = agent.state == AgentState::reserved || agent.state == AgentState::talking ||
                      agent.state == AgentState::hold || agent.state == AgentState::consult ||
                      agent.state == AgentState::wrap_up;
    expect(busy == static_cast<bool>(agent.contact), name + "a contact exactly when busy");
    expect(agent.wrap_up_ends <= agent.wrap_up_latest, name + "no wrap-up beyond its latest end");
    if (agent.has_handed_over()) {
      expect(agent.state == AgentState::wrap_up, name + "who handed over is in wrap-up");
      deadlines_.insert({agent.wrap_up_ends, DeadlineOf::handed_over, agent.id.value});
      return;
    }
    if (!agent.contact) return;
    const auto contact = state_.contacts.find(agent.contact);
    if (contact == state_.contacts.end()) return expect(false, name + "its contact is there");
    const Contact& own = contact->second;
    if (own.second.agent == agent.id) {
      const bool talks = own.second.talks();
      const bool kept =
          talks ? state_with(own.state, true) == agent.state : agent.state == AgentState::reserved;
      return expect(kept, name + "its state is that of a second");
    }
    const bool offered = own.state == ContactState::offered;
    expect((offered ? own.offer.agent : own.agent) == agent.id, name + "its contact is its own");
    expect(state_with(own.state, static_cast<bool>(own.second)) == agent.state,
           name + "its state is the contact's");
  }

  void look_at_second(const Contact& contact, const std::string& name) {
    const Second& second = contact.second;
    if (!second) {
      return expect(second == Second{} && contact.device_hold == DeviceHold::none,
                    name + "nothing is left of a second");
    }
    expect(contact.state == ContactState::connected || contact.state == ContactState::held,
           name + "a second only while its agent talks");
    expect(second.agent != contact.agent, name + "two agents are two");
    expect(state_.agent(second.agent)->contact == contact.id, name + "its second knows of it");
    expect(second.since <= state_.at, name + "a second since a moment that is past");
    expect(legs_.emplace(second.leg, contact.id).second, name + "a leg for the second");
    if (second.talks()) return;
    expect(second.offer.leg == second.leg && second.offer.agent == second.agent,
           name + "what rings is the second's");
    if (!state_.is_away(contact.node)) {
      deadlines_.insert({second.offer.expires_at, DeadlineOf::offer, contact.id.value});
    }
  }

  void look_at(const Contact& contact) {
    const std::string name = "contact " + std::to_string(contact.id.value) + ": ";
    const bool offered = contact.state == ContactState::offered;
    const bool queued = contact.state == ContactState::queued;
    const bool over = contact.state == ContactState::wrap_up;
    expect(offered == static_cast<bool>(contact.offer.id), name + "an offer exactly when offered");
    const bool taken = static_cast<bool>(contact.taken_over_by);
    expect((offered || queued || taken) == !contact.agent,
           name + "an agent exactly behind the queue");
    expect(contact.arrived_at <= contact.queued_at && contact.queued_at <= state_.at,
           name + "queued between its arrival and now");
    expect(over == !contact.customer_leg, name + "the customer's leg until the wrap-up");
    expect((queued || over) == !contact.agent_leg, name + "an agent's leg when one is asked for");
    if (const AgentId id = offered ? contact.offer.agent : contact.agent) {
      const Agent* agent = state_.agent(id);
      expect(agent != nullptr && agent->contact == contact.id, name + "its agent knows of it");
    }
    look_at_supervisors(contact, name);
    look_at_second(contact, name);
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
    expect(!over || contact.wrap_up_ends <= contact.wrap_up_latest, name + "no longer wrap-up");
  }

  void look_at_supervisors(const Contact& contact, const std::string& name) {
    if (contact.taken_over_by) {
      const bool talks =
          contact.state == ContactState::connected || contact.state == ContactState::held;
      expect(talks && contact.supervisors.empty() && !contact.second,
             name + "who took it over has the customer alone");
      expect(supervised_.emplace(contact.taken_over_by, contact.id).second,
             name + "who took it over is nowhere else");
    }
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

}  // namespace relevo::testing
