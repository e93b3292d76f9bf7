#include "sim/ledger.h"

#include <algorithm>

#include "base/assert.h"
#include "core/core.h"

namespace relevo::sim {

const ContactPage* Ledger::contact(ContactId id) const {
  const auto found = contacts_.find(id);
  return found == contacts_.end() ? nullptr : &found->second;
}

const Time* Ledger::closed_at(ContactId id) const {
  const auto found = closed_.find(id);
  return found == closed_.end() ? nullptr : &found->second;
}

bool Ledger::is_away(NodeId id) const {
  const auto found = nodes_.find(id);
  return found != nodes_.end() && found->second.away;
}

bool Ledger::waits(const ContactPage& contact) const {
  return contact.state == ContactState::queued && contact.rests_until <= Time{} &&
         !is_away(contact.node);
}

bool Ledger::is_reachable(AgentId id) const {
  const AgentPage* page = agent(id);
  return page != nullptr &&
         std::any_of(page->devices_at.begin(), page->devices_at.end(),
                     [&](const auto& entry) { return entry.second > 0 && !is_away(entry.first); });
}

bool Ledger::is_member(AgentId agent, QueueId queue) const {
  const AgentSetup* who = entry_of(operation_->agents, agent);
  const QueueSetup* where = entry_of(operation_->queues, queue);
  if (who == nullptr || where == nullptr || who->retired || where->retired) return false;
  return std::all_of(
      where->requires_.begin(), where->requires_.end(), [&](const SkillLevel& asked) {
        return std::any_of(who->skills.begin(), who->skills.end(), [&](const SkillLevel& has) {
          return has.skill == asked.skill && has.level >= asked.level;
        });
      });
}

void Ledger::apply(const Record& record) {
  at_ = record.at;
  if (record.document != nullptr) {
    auto operation = std::make_shared<Operation>();
    RELEVO_ASSERT(decode(*record.document, *operation));
    agents_.resize(operation->agents.size(), AgentPage{.since = at_});
    operation_ = std::move(operation);
  }
  std::visit([this](const auto& event) { take(event); }, record.event);
  position_ = record.position;
}

void Ledger::end_offer(ContactPage& contact) {
  contact.offer = {};
  contact.offered_to = {};
}

template <class E>
void Ledger::take(const E& event) {
  if constexpr (std::is_same_v<E, CoreStarted>) {
    epoch_ = event.epoch;
    for (auto& [id, contact] : contacts_) {
      if (contact.wrap_up_ends <= at_) contact.wrap_up_ends = contact.wrap_up_ends + event.away;
    }
  } else if constexpr (std::is_same_v<E, NodeLost>) {
    nodes_[event.node] = {.away = true, .gives_up_at = event.gives_up_at};
  } else if constexpr (std::is_same_v<E, NodeBack>) {
    nodes_[event.node] = {};
  } else if constexpr (std::is_same_v<E, NodeGivenUp>) {
    nodes_.erase(event.node);
  } else if constexpr (std::is_same_v<E, SessionOpened>) {
    sessions_[event.session] = {.user = event.user, .expires_at = event.expires_at};
    session_ends_.insert({event.expires_at, event.session});
  } else if constexpr (std::is_same_v<E, SessionClosed>) {
    session_ends_.erase({sessions_[event.session].expires_at, event.session});
    sessions_.erase(event.session);
  } else if constexpr (std::is_same_v<E, FactsTaken>) {
    facts_[event.node] = event;
  } else if constexpr (std::is_same_v<E, AgentDevicesChanged>) {
    agents_[event.agent.value - 1].devices = event.devices;
    agents_[event.agent.value - 1].devices_at[event.node] = event.at_node;
  } else if constexpr (std::is_same_v<E, HandRaised>) {
    agents_[event.agent.value - 1].hand = true;
  } else if constexpr (std::is_same_v<E, MessageSent>) {
    agents_[event.agent.value - 1].unread.insert(event.message);
  } else if constexpr (std::is_same_v<E, MessageRead>) {
    agents_[event.agent.value - 1].unread.erase(event.message);
  } else if constexpr (std::is_same_v<E, HandLowered>) {
    agents_[event.agent.value - 1].hand = false;
  } else if constexpr (std::is_same_v<E, AgentStateChanged>) {
    AgentPage& agent = agents_[event.agent.value - 1];
    if (event.from == AgentState::offline) {
      agent.signed_in_at = at_;
      agent.counted = {};
    } else {
      agent.counted = agent.counted + event.lasted;
    }
    agent.state = event.to;
    agent.since = at_;
    agent.contact = event.contact;
  } else if constexpr (std::is_same_v<E, ContactArrived>) {
    ++arrived_;
    contacts_[event.contact] = {.queue = event.queue,
                                .node = event.node,
                                .arrived_at = at_ - event.late,
                                .customer_leg = event.leg};
  } else if constexpr (std::is_same_v<E, ContactClosed>) {
    closed_[event.contact] = at_;
    contacts_.erase(event.contact);
  } else if constexpr (requires { event.contact; }) {
    const auto found = contacts_.find(event.contact);
    if (found == contacts_.end()) return;
    ContactPage& contact = found->second;
    const ContactState before = contact.state;
    if constexpr (std::is_same_v<E, ContactQueued>) {
      contact.state = ContactState::queued;
      contact.rests_until = {};
      contact.queue = event.queue;
      contact.queued_at = event.queued_at;
      contact.credit = event.credit;
    } else if constexpr (std::is_same_v<E, OfferMade>) {
      contact.state = ContactState::offered;
      contact.offer = event.offer;
      contact.offered_to = event.agent;
      contact.agent_leg = event.leg;
      contact.offer_made_at = at_;
      contact.offer_ends = event.expires_at;
      contact.offer_accepted = false;
      offers_.insert(event.offer);
    } else if constexpr (std::is_same_v<E, OfferAnswering>) {
      contact.offer_ends = std::max(contact.offer_ends, at_ + answering_max);
    } else if constexpr (std::is_same_v<E, OfferEnded>) {
      contact.state = ContactState::queued;
      contact.rang.push_back(event.agent);
      if (event.rests > Duration{}) contact.rests_until = at_ + event.rests;
      end_offer(contact);
    } else if constexpr (std::is_same_v<E, OfferAccepted>) {
      contact.offer_accepted = true;
    } else if constexpr (std::is_same_v<E, ContactConnected>) {
      contact.state = ContactState::connected;
      contact.agent = event.agent;
      contact.connected_at = at_ - event.late;
      contact.connected_once = true;
      contact.waited_before = event.waited;
      contact.held = {};
      end_offer(contact);
    } else if constexpr (std::is_same_v<E, ContactHeld>) {
      contact.state = ContactState::held;
      contact.held_at = at_ - event.late;
    } else if constexpr (std::is_same_v<E, ContactResumed>) {
      contact.state = ContactState::connected;
      contact.held = contact.held + event.held;
    } else if constexpr (std::is_same_v<E, ContactReleased>) {
      contact.over_at = at_ - event.late;
      contact.with_agents = contact.with_agents + event.talked;
      contact.customer_leg = {};
    } else if constexpr (std::is_same_v<E, ContactLostAgent>) {
      contact.with_agents = contact.with_agents + event.talked;
      contact.lost_at = at_ - event.late;
      contact.agent = {};
    } else if constexpr (std::is_same_v<E, SupervisionStarted> ||
                         std::is_same_v<E, SupervisionChanged>) {
      contact.supervisors[event.user] = event.mode;
    } else if constexpr (std::is_same_v<E, SupervisionEnded>) {
      contact.supervisors.erase(event.user);
    } else if constexpr (std::is_same_v<E, WrapUpStarted>) {
      contact.state = ContactState::wrap_up;
      contact.wrap_up_ends = event.ends_at;
    } else if constexpr (std::is_same_v<E, WrapUpExtended>) {
      contact.wrap_up_ends = event.ends_at;
    }
    if (contact.state != before) contact.state_since = at_;
  }
}

}  // namespace relevo::sim
