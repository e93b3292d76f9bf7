// Contacts with a customer on them: arriving, queueing, talking, holding.
#include "core/core.h"
#include "core/rules.h"

namespace relevo {

Contact& contact_at(State& state, ContactId id) {
  const auto found = state.contacts.find(id);
  RELEVO_ASSERT(found != state.contacts.end());
  return found->second;
}

bool has_contact(const Contact& contact, AgentId agent, UserId by) {
  return agent ? contact.agent == agent : by && contact.taken_over_by == by;
}

tl::expected<const Contact*, Reject> contact_with(const State& state, ContactId contact,
                                                  AgentId agent, UserId by) {
  const auto found = state.contacts.find(contact);
  if (found == state.contacts.end()) return reject(Reject::contact_not_found);
  if (!has_contact(found->second, agent, by)) return reject(Reject::contact_of_other_agent);
  if (found->second.state != ContactState::connected && found->second.state != ContactState::held) {
    return reject(Reject::contact_not_connected);
  }
  return &found->second;
}

void forget_leg(State& state, LegId& leg) {
  state.contact_of_leg.erase(leg);
  leg = {};
}

Duration held_until(const Contact& contact, Time at) {
  return contact.state == ContactState::held ? contact.held + (at - contact.held_at) : contact.held;
}

Time changed_at(const Contact& contact) {
  // `waited` counts up to an agent who was lost since.
  if (contact.offer.id) return std::max(contact.offer.made_at, contact.queued_at + contact.waited);
  if (!contact.agent && !contact.taken_over_by) return contact.queued_at + contact.waited;
  const Time resumed_at = contact.connected_at + contact.held;  // At the earliest.
  return contact.state == ContactState::held ? std::max(contact.held_at, resumed_at) : resumed_at;
}

/// Gives ContactArrived and ContactQueued. A leg that is known already gives nothing; nor does a
/// number that only the core gives out, which voice never uses for a leg of its own.
///
/// Rejects: no_operation, number_unknown, queue_full.
Decision decide(const State& state, const ArriveContact& command, const Asked& told) {
  if (state.operation->version == 0) return reject(Reject::no_operation);
  if (command.leg.value < leg_of_voice_min || state.contact_of_leg.contains(command.leg)) {
    return Events{};
  }
  const auto number = state.queue_of_number.find(command.dialed);
  if (number == state.queue_of_number.end()) return reject(Reject::number_unknown);
  const QueueId queue = number->second;
  const QueueSetup& setup = state.setup(queue);
  if (state.queues[queue.value - 1].contacts >= setup.contacts_max) {
    return reject(Reject::queue_full);
  }
  const Asked asked = not_before(told.at - arrival_age_max, told);
  const ContactId contact{state.contacts_made + 1};
  return Events{ContactArrived{.contact = contact,
                               .person = command.person,
                               .leg = command.leg,
                               .node = command.source.node,
                               .queue = queue,
                               .media = Media::voice,
                               .late = asked.late},
                ContactQueued{.contact = contact,
                              .queue = queue,
                              .by = QueuedBy::arrival,
                              .queued_at = asked.happened(),
                              .credit = setup.credit}};
}

/// Rejects: contact_not_found, contact_of_other_agent, contact_not_connected, contact_already_held.
Decision decide(const State& state, const HoldContact& command, const Asked& asked) {
  const auto found = contact_with(state, command.contact, command.agent, asked.by);
  if (!found) return reject(found.error());
  if ((*found)->state == ContactState::held) return reject(Reject::contact_already_held);
  const Cause cause = cause_of(state, command.agent, asked.by);
  Events events{ContactHeld{.contact = command.contact, .agent = command.agent, .cause = cause}};
  follow_hold(events, state, **found, true, cause, asked);
  return events;
}

/// Rejects: contact_not_found, contact_of_other_agent, contact_not_connected, contact_not_held.
Decision decide(const State& state, const ResumeContact& command, const Asked& asked) {
  const auto found = contact_with(state, command.contact, command.agent, asked.by);
  if (!found) return reject(found.error());
  const Contact& contact = **found;
  if (contact.state != ContactState::held) return reject(Reject::contact_not_held);
  const Cause cause = cause_of(state, command.agent, asked.by);
  Events events{ContactResumed{.contact = contact.id,
                               .agent = contact.agent,
                               .cause = cause,
                               .held = asked.at - contact.held_at}};
  follow_hold(events, state, contact, false, cause, asked);
  return events;
}

/// Of the second only they leave; of its agent all do.
///
/// Rejects: contact_not_found, contact_of_other_agent, contact_not_connected.
Decision decide(const State& state, const HangUp& command, const Asked& asked) {
  Events events;
  const auto there = state.contacts.find(command.contact);
  if (command.agent && there != state.contacts.end() && there->second.second.talks() &&
      there->second.second.agent == command.agent) {
    second_hangs_up(events, state, there->second, asked);
    return events;
  }
  const auto found = contact_with(state, command.contact, command.agent, asked.by);
  if (!found) return reject(found.error());
  const Party by = command.agent ? Party::agent : Party::supervisor;
  release(events, state, **found, {.by = by, .cause = cause_of(state, command.agent, asked.by)},
          asked);
  return events;
}

/// The agent's own phone put the customer on hold, or came back. A customer who holds us changes
/// nothing here; what either agent's phone says while there are two is kept until there is one.
Decision decide(const State& state, const SeeHold& command, const Asked& told) {
  const auto leg = state.contact_of_leg.find(command.leg);
  if (leg == state.contact_of_leg.end()) return Events{};
  const Contact& contact = state.contacts.at(leg->second);
  if (contact.second) return second_device_holds(contact, command, told);
  if (contact.agent_leg != command.leg) return Events{};
  Events events;
  device_holds(events, state, contact, command.held, not_before(changed_at(contact), told));
  return events;
}

void device_holds(Events& events, const State& state, const Contact& contact, bool held,
                  const Asked& asked) {
  if (held && contact.state == ContactState::connected) {
    events.emplace_back(ContactHeld{
        .contact = contact.id, .agent = contact.agent, .cause = Cause::device, .late = asked.late});
  } else if (!held && contact.state == ContactState::held) {
    events.emplace_back(ContactResumed{.contact = contact.id,
                                       .agent = contact.agent,
                                       .cause = Cause::device,
                                       .held = asked.happened() - contact.held_at});
  } else {
    return;
  }
  if (!contact.agent) return;  // Who took it over is nobody's agent.
  const AgentState to = held ? AgentState::hold : AgentState::talking;
  events.emplace_back(change_of(*state.agent(contact.agent),
                                {.to = to, .cause = Cause::device, .contact = contact.id}, asked));
}

/// A recording may begin or end after its contact: the id is enough. Ids never given mean nothing.
Decision decide(const State& state, const SeeRecordingStarted& command, const Asked& /*asked*/) {
  if (command.contact.value == 0 || command.contact.value > state.contacts_made) return Events{};
  return Events{RecordingStarted{.contact = command.contact}};
}

Decision decide(const State& state, const SeeRecordingEnded& command, const Asked& /*asked*/) {
  if (command.contact.value == 0 || command.contact.value > state.contacts_made) return Events{};
  return Events{RecordingEnded{
      .contact = command.contact, .length = command.length, .complete = command.complete}};
}

void apply(State& state, const ContactArrived& event, Time at) {
  RELEVO_ASSERT(event.contact.value == state.contacts_made + 1);
  state.contacts_made = event.contact.value;
  Contact contact;
  contact.id = event.contact;
  contact.person = event.person;
  contact.node = event.node;
  contact.queue = event.queue;
  contact.customer_leg = event.leg;
  contact.arrived_at = at - event.late;
  contact.record = state.setup(event.queue).record;
  state.contacts.emplace(contact.id, contact);
  if (event.leg) state.contact_of_leg.emplace(event.leg, contact.id);
  state.queues[event.queue.value - 1].contacts += 1;
}

void apply(State& state, const ContactQueued& event, Time /*at*/) {
  Contact& contact = contact_at(state, event.contact);
  disarm(state, contact);
  contact.state = ContactState::queued;
  contact.rests_until = {};
  state.queues[contact.queue.value - 1].contacts -= 1;
  state.queues[event.queue.value - 1].contacts += 1;
  contact.queue = event.queue;
  contact.queued_at = event.queued_at;
  contact.credit = event.credit;
  arm(state, contact);
}

void apply(State& state, const ContactConnected& event, Time at) {
  Contact& contact = contact_at(state, event.contact);
  contact.state = ContactState::connected;
  contact.agent = event.agent;
  contact.connected_at = at - event.late;
  contact.held = {};
  contact.waited = event.waited;
  contact.total_waited = event.total_waited;
  contact.was_connected = true;
}

void apply(State& state, const ContactHeld& event, Time at) {
  Contact& contact = contact_at(state, event.contact);
  contact.state = ContactState::held;
  contact.held_at = at - event.late;
}

void apply(State& state, const ContactResumed& event, Time /*at*/) {
  Contact& contact = contact_at(state, event.contact);
  contact.state = ContactState::connected;
  contact.held = contact.held + event.held;
}

}  // namespace relevo
