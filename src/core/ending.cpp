// How contacts end: a party leaves, a leg dies, wrap-up runs out.
#include "core/rules.h"

namespace relevo {

namespace {

ContactClosed closed(const State& state, const Contact& contact, ContactEnd end, FaultOf fault,
                     const Asked& asked) {
  const QueueSetup& setup = state.setup(contact.queue);
  return {.contact = contact.id,
          .queue = contact.queue,
          .agent = contact.agent,
          .end = end,
          .fault = fault,
          .waited = contact.waited,
          .total_waited = contact.total_waited,
          .target = setup.target,
          .short_abandon = setup.short_abandon,
          .late = asked.late};
}

void leave_queue(Events& events, const State& state, const Contact& contact, LegGone gone,
                 const Asked& asked) {
  const FaultOf fault = fault_of(gone);
  const OfferEnd left = fault == FaultOf::none ? OfferEnd::withdrawn : OfferEnd::customer_lost;
  if (contact.offer.id) end_offer(events, state, contact, left, asked);
  const Duration waited = asked.happened() - contact.queued_at;
  ContactEnd end = ContactEnd::failed;
  if (fault == FaultOf::none) {
    // Who was with an agent before, and was lost by us, has waited in earnest.
    const bool is_short =
        !contact.was_connected && waited <= state.setup(contact.queue).short_abandon;
    end = is_short ? ContactEnd::short_abandoned : ContactEnd::abandoned;
  }
  ContactClosed event = closed(state, contact, end, fault, asked);
  event.waited = waited;
  event.total_waited = asked.happened() - contact.arrived_at - contact.with_agents;
  events.emplace_back(event);
}

void lose_agent(Events& events, const State& state, const Contact& contact, FaultOf fault,
                const Asked& asked) {
  events.emplace_back(ContactLostAgent{.contact = contact.id,
                                       .agent = contact.agent,
                                       .queue = contact.queue,
                                       .fault = fault,
                                       .talked = asked.happened() - contact.connected_at,
                                       .held = held_until(contact, asked.happened()),
                                       .late = asked.late});
  end_supervisions(events, contact, SupervisionEnd::agent_lost, asked);
  dismiss_second(events, state, contact, SecondEnd::withdrawn, Cause::system, asked);
  events.emplace_back(ContactQueued{.contact = contact.id,
                                    .queue = contact.queue,
                                    .by = QueuedBy::agent_lost,
                                    .queued_at = asked.happened() - contact.waited,
                                    .credit = state.setup(contact.queue).credit + credit_in_front});
  if (!contact.agent) return;  // Who took it over is nobody's agent.
  // Only what failed on the way to their phone says something of the phone.
  const Agent& agent = *state.agent(contact.agent);
  events.emplace_back(fault == FaultOf::us ? freed(agent, Cause::system, asked)
                                           : cut_off(agent, asked));
}

}  // namespace

FaultOf fault_of(LegGone gone) {
  switch (gone) {
    case LegGone::unreachable:
    case LegGone::network:
      return FaultOf::network;
    case LegGone::us:
    case LegGone::released:  // Nobody wanted it released: then it was our own doing.
      return FaultOf::us;
    case LegGone::hung_up:
    case LegGone::declined:
    case LegGone::no_answer:
      return FaultOf::none;
  }
  return FaultOf::us;
}

OfferEnd offer_end_of(const State& state, const Contact& contact, LegGone gone) {
  switch (gone) {
    case LegGone::declined:
    case LegGone::hung_up:
      return OfferEnd::declined;
    case LegGone::no_answer:
      return end_of_silence(state, contact);
    case LegGone::us:
    case LegGone::released:
      return OfferEnd::failed;
    case LegGone::unreachable:
    case LegGone::network:
      return OfferEnd::unreachable;
  }
  return OfferEnd::unreachable;
}

void release(Events& events, const State& state, const Contact& contact, const Release& release,
             const Asked& asked) {
  const Duration wrap_up = state.setup(contact.queue).wrap_up;
  events.emplace_back(ContactReleased{.contact = contact.id,
                                      .agent = contact.agent,
                                      .queue = contact.queue,
                                      .by = release.by,
                                      .fault = release.fault,
                                      .talked = asked.happened() - contact.connected_at,
                                      .held = held_until(contact, asked.happened()),
                                      .late = asked.late});
  end_supervisions(events, contact, SupervisionEnd::contact_over, asked);
  const Cause for_second = release.cause == Cause::agent ? Cause::supervisor : release.cause;
  dismiss_second(events, state, contact, SecondEnd::contact_over, for_second, asked);
  const ContactEnd end = release.fault == FaultOf::none ? ContactEnd::handled : ContactEnd::failed;
  if (contact.taken_over_by) {
    events.emplace_back(closed(state, contact, end, release.fault, asked));
    return;
  }
  const Agent& agent = *state.agent(contact.agent);
  if (wrap_up.us == 0) {
    events.emplace_back(closed(state, contact, end, release.fault, asked));
    events.emplace_back(freed(agent, release.cause, asked));
    return;
  }
  events.emplace_back(
      WrapUpStarted{.contact = contact.id,
                    .agent = contact.agent,
                    .ends_at = asked.at + wrap_up,
                    .latest_at = asked.at + wrap_up_max_of(state.setup(contact.queue))});
  events.emplace_back(change_of(
      agent, {.to = AgentState::wrap_up, .cause = release.cause, .contact = contact.id}, asked));
}

void end_wrap_up(Events& events, const State& state, const Contact& contact, Cause cause,
                 const Asked& asked) {
  events.emplace_back(WrapUpEnded{.contact = contact.id,
                                  .agent = contact.agent,
                                  .cause = cause,
                                  .lasted = asked.at - state.agent(contact.agent)->since});
  const ContactEnd end = contact.fault == FaultOf::none ? ContactEnd::handled : ContactEnd::failed;
  events.emplace_back(closed(state, contact, end, contact.fault, asked));
}

/// Rejects: contact_not_found, contact_of_other_agent, contact_not_in_wrap_up.
Decision decide(const State& state, const FinishWrapUp& command, const Asked& asked) {
  const auto found = state.contacts.find(command.contact);
  if (!has_handed_over(state, command.agent, command.contact)) {
    if (found == state.contacts.end()) return reject(Reject::contact_not_found);
    const Contact& contact = found->second;
    if (!command.agent || contact.agent != command.agent) {
      return reject(Reject::contact_of_other_agent);
    }
    if (contact.state != ContactState::wrap_up) return reject(Reject::contact_not_in_wrap_up);
  }
  const Cause cause = cause_of(state, command.agent, asked.by);
  Events events;
  const Agent& agent = *state.agent(command.agent);
  end_wrap_up_of(events, state, agent, cause, asked);
  events.emplace_back(freed(agent, cause, asked));
  return events;
}

/// What a leg's end means depends on whose it was and on what the contact was doing. A leg that is
/// not (or no longer) known gives nothing.
Decision decide(const State& state, const SeeLegGone& command, const Asked& told) {
  const auto leg = state.contact_of_leg.find(command.leg);
  if (leg == state.contact_of_leg.end()) return Events{};
  const Contact& contact = state.contacts.at(leg->second);
  if (const Supervision* const beside = supervision_on(contact, command.leg)) {
    return Events{supervision_gone(contact, *beside, command.gone, told)};
  }
  Events events;
  if (contact.second && contact.second.leg == command.leg) {
    second_leg_gone(events, state, contact, command.gone, told);
    return events;
  }
  const Asked asked = not_before(changed_at(contact), told);
  const bool of_customer = contact.customer_leg == command.leg;
  const FaultOf fault = fault_of(command.gone);
  if (contact.state == ContactState::queued || contact.state == ContactState::offered) {
    if (of_customer) {
      leave_queue(events, state, contact, command.gone, asked);
    } else {
      end_offer(events, state, contact, offer_end_of(state, contact, command.gone), asked);
    }
    return events;
  }
  RELEVO_ASSERT(contact.state == ContactState::connected || contact.state == ContactState::held);
  if (of_customer) {
    const Party by = fault == FaultOf::none ? Party::customer : Party::system;
    const Cause cause = fault == FaultOf::none ? Cause::customer : Cause::system;
    release(events, state, contact, {.by = by, .fault = fault, .cause = cause}, asked);
  } else if (contact.second.talks()) {
    give_to_second(events, state, contact, fault, asked);
  } else if (contact.taken_over_by && fault == FaultOf::none && command.gone != LegGone::hung_up) {
    // It rang, in logs of the time when who was rung at could take over: the customer stays.
    lose_agent(events, state, contact, FaultOf::us, asked);
  } else if (fault == FaultOf::none) {
    const Party by = contact.taken_over_by ? Party::supervisor : Party::agent;
    release(events, state, contact, {.by = by, .cause = Cause::device}, asked);
  } else {
    lose_agent(events, state, contact, fault, asked);
  }
  return events;
}

void apply(State& state, const ContactReleased& event, Time /*at*/) {
  Contact& contact = contact_at(state, event.contact);
  contact.fault = event.fault;
  forget_leg(state, contact.customer_leg);
  forget_leg(state, contact.agent_leg);
  state.queues[contact.queue.value - 1].contacts -= 1;
}

void apply(State& state, const ContactLostAgent& event, Time /*at*/) {
  Contact& contact = contact_at(state, event.contact);
  contact.with_agents = contact.with_agents + event.talked;
  contact.held = {};
  contact.agent = {};
  if (contact.taken_over_by) state.supervised.erase(contact.taken_over_by);
  contact.taken_over_by = {};
  forget_leg(state, contact.agent_leg);
}

void apply(State& state, const WrapUpStarted& event, Time /*at*/) {
  if (event.handed_over) return apply_handed_over(state, event);
  Contact& contact = contact_at(state, event.contact);
  contact.state = ContactState::wrap_up;
  contact.wrap_up_ends = event.ends_at;
  contact.wrap_up_latest = event.latest_at;
  state.deadlines.insert({event.ends_at, DeadlineOf::wrap_up, contact.id.value});
}

void apply(State& state, const WrapUpEnded& event, Time /*at*/) {
  if (event.handed_over) return apply_handed_over(state, event);
  const Contact& contact = contact_at(state, event.contact);
  state.deadlines.erase({contact.wrap_up_ends, DeadlineOf::wrap_up, contact.id.value});
}

void apply(State& state, const ContactClosed& event, Time /*at*/) {
  Contact& contact = contact_at(state, event.contact);
  disarm(state, contact);
  if (contact.taken_over_by) state.supervised.erase(contact.taken_over_by);
  // In wrap-up or just released it has left the queue already; both legs are forgotten then.
  if (contact.customer_leg) {
    state.queues[contact.queue.value - 1].contacts -= 1;
    forget_leg(state, contact.customer_leg);
  }
  state.contacts.erase(event.contact);
}

}  // namespace relevo
