// The plain model's contacts: arriving, being offered, held, released, and gone.
#include <algorithm>
#include <utility>

#include "sim/model.h"

namespace relevo::sim {

namespace {

constexpr std::size_t rang_remembered = 8;
constexpr Duration arrival_age = seconds(60);
constexpr Duration answer_patience = seconds(3);  // With voice, once the page has accepted.
constexpr int failures_at_once = 3;
constexpr Duration rest_at_first = seconds(1);
constexpr Duration rest_at_most = seconds(16);
constexpr Duration half_a_minute = seconds(30);  // Is how much longer a wrap-up becomes at once.
constexpr Duration front_credit = hours(24);     // Who lost an agent comes before everybody.

}  // namespace

Reject Model::take(const ArriveContact& command) {
  if (operation_.version == 0) return Reject::no_operation;
  const bool known = std::any_of(contacts_.begin(), contacts_.end(), [&](const auto& entry) {
    return entry.second.customer_leg == command.leg;
  });
  if (known) return Reject::none;
  const auto queue = std::find_if(
      operation_.queues.begin(), operation_.queues.end(), [&](const QueueSetup& setup) {
        return !setup.retired && !setup.number.empty() && setup.number == command.dialed;
      });
  if (queue == operation_.queues.end()) return Reject::number_unknown;
  const auto inside = std::count_if(contacts_.begin(), contacts_.end(), [&](const auto& entry) {
    return entry.second.queue == queue->id && entry.second.state != ContactState::wrap_up;
  });
  if (inside >= static_cast<std::int64_t>(queue->contacts_max)) return Reject::queue_full;
  const Duration age = std::clamp(command.source.age, Duration{}, arrival_age);
  contacts_[{++contacts_made_}] = {.queue = queue->id,
                                   .queued_at = at_ - age,
                                   .credit = queue->credit,
                                   .customer_leg = command.leg};
  return Reject::none;
}

/// Why the agent's offer of the contact cannot be acted on; none when it can.
Reject Model::offer_of(ContactId id, AgentId agent, Duration age) const {
  const auto found = contacts_.find(id);
  if (found == contacts_.end()) return Reject::offer_not_found;
  const Contact& contact = found->second;
  if (contact.state != ContactState::offered) return Reject::offer_over;
  if (contact.agent != agent) return Reject::offer_not_found;
  return contact.due <= happened(contact, age) && !node_.away ? Reject::offer_over : Reject::none;
}

Reject Model::take(const AcceptOffer& command) {
  const Reject no = offer_of(command.contact, command.agent, command.age);
  if (no != Reject::none) return no;
  Contact& contact = contacts_.at(command.contact);
  const bool in_page = contact.answering || agents_[command.agent.value - 1].pages > 0;
  if (in_page && !contact.answering) contact.due = std::max(contact.due, at_ + answer_patience);
  contact.answering = in_page;
  return in_page ? Reject::none : Reject::offer_answered_on_device;
}

Reject Model::take(const DeclineOffer& command) {
  const Reject no = offer_of(command.contact, command.agent, command.age);
  if (no == Reject::none) end_offer(contacts_.at(command.contact), OfferEnd::declined);
  return no;
}

/// A contact that the agent has and that is not in wrap-up, or why not.
Reject Model::owned(ContactId id, AgentId agent, Contact*& contact) {
  const auto found = contacts_.find(id);
  if (found == contacts_.end()) return Reject::contact_not_found;
  contact = &found->second;
  const bool has = contact->state != ContactState::queued &&
                   contact->state != ContactState::offered && contact->agent == agent;
  if (!has) return Reject::contact_of_other_agent;
  return contact->state == ContactState::wrap_up ? Reject::contact_not_connected : Reject::none;
}

/// Told late, it is laid to when it happened, but never before what is known of the contact.
Time Model::happened(const Contact& contact, Duration age) const {
  Time earliest = contact.queued_at + contact.waited;
  if (contact.state == ContactState::offered) earliest = std::max(earliest, contact.made_at);
  if (contact.state == ContactState::connected || contact.state == ContactState::held) {
    earliest = contact.connected_at + contact.held;
  }
  if (contact.state == ContactState::held) earliest = std::max(earliest, contact.held_at);
  return std::clamp(at_ - age, std::min(earliest, at_), at_);
}

void Model::hold(Contact& contact, bool held, Time when) {
  if (held) {
    contact.held_at = when;
  } else {
    contact.held = contact.held + (when - contact.held_at);
  }
  contact.state = held ? ContactState::held : ContactState::connected;
  change(agents_[contact.agent.value - 1], held ? AgentState::hold : AgentState::talking);
}

Reject Model::take(const HoldContact& command) {
  Contact* contact = nullptr;
  if (const Reject no = owned(command.contact, command.agent, contact); no != Reject::none) {
    return no;
  }
  if (contact->state == ContactState::held) return Reject::contact_already_held;
  hold(*contact, true, at_);
  return Reject::none;
}

Reject Model::take(const ResumeContact& command) {
  Contact* contact = nullptr;
  if (const Reject no = owned(command.contact, command.agent, contact); no != Reject::none) {
    return no;
  }
  if (contact->state != ContactState::held) return Reject::contact_not_held;
  hold(*contact, false, at_);
  return Reject::none;
}

Reject Model::take(const HangUp& command) {
  Contact* contact = nullptr;
  if (const Reject no = owned(command.contact, command.agent, contact); no != Reject::none) {
    return no;
  }
  release(command.contact, *contact);
  return Reject::none;
}

Reject Model::take(const FinishWrapUp& command) {
  Contact* contact = nullptr;
  const Reject answer = owned(command.contact, command.agent, contact);
  if (answer == Reject::none) return Reject::contact_not_in_wrap_up;
  if (answer != Reject::contact_not_connected) return answer;
  close(command.contact);
  return Reject::none;
}

Reject Model::take(const ExtendWrapUp& command) {
  Contact* contact = nullptr;
  const Reject no = owned(command.contact, command.agent, contact);
  if (no == Reject::none) return Reject::contact_not_in_wrap_up;
  if (no != Reject::contact_not_connected) return no;
  if (contact->due >= contact->due_at_most) return Reject::wrap_up_at_most;
  contact->due = std::min(contact->due + half_a_minute, contact->due_at_most);
  return Reject::none;
}

Reject Model::take(const Dispose& command) {
  Contact* contact = nullptr;
  const Reject no = owned(command.contact, command.agent, contact);
  if (no != Reject::none && no != Reject::contact_not_connected) return no;  // In wrap-up as well.
  const auto number = command.disposition.value;
  if (number < 1 || number > operation_.dispositions.size() ||
      operation_.dispositions[number - 1].retired) {
    return Reject::disposition_not_found;
  }
  const std::vector<CampaignId>& of = operation_.dispositions[number - 1].campaigns;
  const CampaignId campaign = operation_.queues[contact->queue.value - 1].campaign;
  const bool fits = of.empty() || std::find(of.begin(), of.end(), campaign) != of.end();
  return fits ? Reject::none : Reject::disposition_of_other_campaign;
}

Reject Model::take(const SeeAnswer& command) {
  beside_joins(command.leg);
  for (auto& [id, contact] : contacts_) {
    if (contact.agent_leg != command.leg || contact.state != ContactState::offered) continue;
    const Time when = happened(contact, command.source.age);
    if (when >= contact.due && !node_.away) continue;
    contact.state = ContactState::connected;
    contact.waited = when - contact.queued_at;
    contact.connected_at = when;
    contact.held = {};
    contact.rang.clear();
    contact.failures = 0;
    change(agents_[contact.agent.value - 1], AgentState::talking);
  }
  return Reject::none;
}

Reject Model::take(const SeeHold& command) {
  for (auto& [id, contact] : contacts_) {
    if (contact.agent_leg != command.leg) continue;
    const bool held = contact.state == ContactState::held;
    const bool talks = held || contact.state == ContactState::connected;
    if (talks && held != command.held) {
      hold(contact, command.held, happened(contact, command.source.age));
    }
  }
  return Reject::none;
}

Reject Model::take(const SeeLegGone& command) {
  if (command.leg && beside_gone(command.leg)) return Reject::none;
  for (auto& [id, contact] : contacts_) {
    if (command.leg && contact.customer_leg == command.leg) {
      customer_left(id, contact);
      return Reject::none;
    }
    if (command.leg && contact.agent_leg == command.leg) {
      agent_leg_gone(id, contact, command.gone, command.source.age);
      return Reject::none;
    }
  }
  return Reject::none;
}

void Model::customer_left(ContactId id, Contact& contact) {
  if (contact.state == ContactState::queued) return close(id);
  if (contact.state == ContactState::offered) {
    end_offer(contact, OfferEnd::withdrawn);
    return close(id);
  }
  release(id, contact);
}

void Model::agent_leg_gone(ContactId id, Contact& contact, LegGone gone, Duration age) {
  if (contact.state == ContactState::offered) {
    switch (gone) {
      case LegGone::hung_up:
      case LegGone::declined:
        return end_offer(contact, OfferEnd::declined);
      case LegGone::no_answer:
        // It rang while nobody could take notice, or was accepted: not held against the agent.
        return end_offer(contact,
                         node_.away || contact.answering ? OfferEnd::failed : OfferEnd::expired);
      case LegGone::us:
      case LegGone::released:
        return end_offer(contact, OfferEnd::failed);
      case LegGone::unreachable:
      case LegGone::network:
        return end_offer(contact, OfferEnd::unreachable);
    }
  }
  const bool by_agent =
      gone == LegGone::hung_up || gone == LegGone::declined || gone == LegGone::no_answer;
  if (by_agent) return release(id, contact);
  // Back to the front of the queue, with the wait that it had.
  all_leave(id);
  contact.queued_at = happened(contact, age) - contact.waited;
  contact.state = ContactState::queued;
  contact.credit = operation_.queues[contact.queue.value - 1].credit + front_credit;
  contact.agent_leg = {};
  contact.held = {};
  Agent& agent = agents_[std::exchange(contact.agent, AgentId{}).value - 1];
  const bool by_us = gone == LegGone::us || gone == LegGone::released;
  if (by_us) return free(agent);
  cut_off(agent);
}

void Model::end_offer(Contact& contact, OfferEnd end) {
  Agent& agent = agents_[contact.agent.value - 1];
  // Nobody could have answered.
  if (end == OfferEnd::expired && agent.devices == 0) end = OfferEnd::unreachable;
  if (end == OfferEnd::failed) {
    // What failed several times fails for more than a moment: it rests, longer each time.
    if (++contact.failures > failures_at_once) {
      Duration rest = rest_at_first;
      for (int i = failures_at_once + 1; i < contact.failures && rest < rest_at_most; ++i) {
        rest = rest + rest;
      }
      contact.rests_until = at_ + rest;
    }
  } else if (end != OfferEnd::withdrawn) {
    if (contact.rang.size() == rang_remembered) contact.rang.erase(contact.rang.begin());
    contact.rang.push_back(contact.agent);
  }
  contact.state = ContactState::queued;
  contact.agent = {};
  contact.agent_leg = {};
  if (end == OfferEnd::withdrawn || end == OfferEnd::failed) return free(agent);
  if (end == OfferEnd::unreachable) return cut_off(agent);
  if (agent.next_break != BreakKind::none || agent.next_off_phone) return free(agent);
  agent.contact = {};
  change(agent, AgentState::missed);
}

/// The conversation is over: wrap-up, where the queue has one.
void Model::release(ContactId id, Contact& contact) {
  all_leave(id);
  contact.customer_leg = {};
  contact.agent_leg = {};
  const Duration wrap_up = operation_.queues[contact.queue.value - 1].wrap_up;
  if (wrap_up.us == 0) return close(id);
  contact.state = ContactState::wrap_up;
  contact.due = at_ + wrap_up;
  const Duration most = operation_.queues[contact.queue.value - 1].wrap_up_max;
  contact.due_at_most = at_ + std::max(wrap_up, most);
  change(agents_[contact.agent.value - 1], AgentState::wrap_up);
}

void Model::close(ContactId id) {
  const AgentId agent = contacts_.at(id).agent;
  contacts_.erase(id);
  if (agent) free(agents_[agent.value - 1]);
}

}  // namespace relevo::sim
