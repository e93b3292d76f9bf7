// A second agent with a contact: asked to join, rung at, talking, gone again.
#include "core/rules.h"

namespace relevo {

namespace {

SecondEnd second_end_of(OfferEnd end) {
  switch (end) {
    case OfferEnd::declined:
      return SecondEnd::declined;
    case OfferEnd::expired:
      return SecondEnd::expired;
    case OfferEnd::unreachable:
      return SecondEnd::unreachable;
    case OfferEnd::none:
    case OfferEnd::withdrawn:
    case OfferEnd::failed:
    case OfferEnd::customer_lost:
      return SecondEnd::failed;
  }
  return SecondEnd::failed;
}

SecondLeft left(const Contact& contact, SecondEnd end, const Asked& asked) {
  const Second& second = contact.second;
  SecondLeft event{.contact = contact.id, .agent = second.agent, .leg = second.leg, .end = end};
  // What ended it may have happened before it began, and be told of only now.
  const Asked then = not_before(second.since, asked);
  (second.talks() ? event.talked : event.rang) = then.happened() - second.since;
  event.late = then.late;
  return event;
}

/// Without the second the agent of a held contact has the customer on hold, and nobody to consult;
/// if their phone said otherwise meanwhile it is as it said.
void go_on_alone(Events& events, const State& state, const Contact& contact, Cause cause,
                 const Asked& asked) {
  const bool is_held = contact.state == ContactState::held;
  if (contact.device_hold == (is_held ? DeviceHold::resumed : DeviceHold::held)) {
    return device_holds(events, state, contact, !is_held, not_before(changed_at(contact), asked));
  }
  if (!is_held) return;
  events.emplace_back(change_of(*state.agent(contact.agent),
                                {.to = AgentState::hold, .cause = cause, .contact = contact.id},
                                asked));
}

}  // namespace

tl::expected<const Agent*, Reject> agent_to_ring(const State& state, const Contact& contact,
                                                 AgentId id) {
  const AgentSetup* const setup = entry_of(state.operation->agents, id);
  if (setup == nullptr || setup->retired) return reject(Reject::agent_not_found);
  const Agent& agent = *state.agent(id);
  const bool rings =
      agent.state == AgentState::ready && state.is_reachable(agent) && !state.is_away(contact.node);
  if (!rings) return reject(Reject::agent_not_ready);
  return &agent;
}

void ask_second(Events& events, const State& state, const Contact& contact, const Agent& agent,
                QueueId queue, const Asked& asked) {
  events.emplace_back(SecondAsked{.contact = contact.id,
                                  .agent = agent.id,
                                  .asked_by = contact.agent,
                                  .queue = queue,
                                  .offer = {state.offers_made + 1},
                                  .leg = {state.legs_made + 1},
                                  .expires_at = asked.at + state.setup(contact.queue).ring});
  events.emplace_back(change_of(agent,
                                {.to = AgentState::reserved,
                                 .cause = cause_of(state, agent.id, asked.by),
                                 .contact = contact.id},
                                asked));
}

void second_joins(Events& events, const State& state, const Contact& contact, const Asked& asked) {
  const Second& second = contact.second;
  const AgentState to =
      contact.state == ContactState::held ? AgentState::consult : AgentState::talking;
  events.emplace_back(SecondJoined{.contact = contact.id,
                                   .agent = second.agent,
                                   .offer = second.offer.id,
                                   .rang = asked.happened() - second.offer.made_at,
                                   .late = asked.late});
  events.emplace_back(change_of(*state.agent(second.agent),
                                {.to = to, .cause = Cause::device, .contact = contact.id}, asked));
}

void dismiss_second(Events& events, const State& state, const Contact& contact, SecondEnd end,
                    Cause cause, const Asked& asked) {
  if (!contact.second) return;
  events.emplace_back(left(contact, end, asked));
  events.emplace_back(freed(*state.agent(contact.second.agent), cause, asked));
}

void end_asking(Events& events, const State& state, const Contact& contact, OfferEnd end,
                const Asked& asked) {
  const Agent& agent = *state.agent(contact.second.agent);
  events.emplace_back(left(contact, second_end_of(end), asked));
  const AgentStateChanged change = unanswered(agent, end, asked);
  events.emplace_back(change);
  const Cause cause = change.cause == Cause::agent ? Cause::supervisor : change.cause;
  go_on_alone(events, state, contact, cause, asked);
}

void second_leg_gone(Events& events, const State& state, const Contact& contact, LegGone gone,
                     const Asked& told) {
  const Asked asked = not_before(contact.second.since, told);
  if (!contact.second.talks()) {
    end_asking(events, state, contact, offer_end_of(state, contact, gone), asked);
    return;
  }
  const Agent& agent = *state.agent(contact.second.agent);
  const FaultOf fault = fault_of(gone);
  Cause cause = Cause::device;
  if (fault == FaultOf::none) {
    events.emplace_back(left(contact, SecondEnd::left, asked));
    events.emplace_back(freed(agent, cause, asked));
  } else if (fault == FaultOf::us) {
    cause = Cause::system;
    events.emplace_back(left(contact, SecondEnd::failed, asked));
    events.emplace_back(freed(agent, cause, asked));
  } else {
    events.emplace_back(left(contact, SecondEnd::unreachable, asked));
    events.emplace_back(cut_off(agent, asked));
  }
  go_on_alone(events, state, contact, cause, asked);
}

void second_hangs_up(Events& events, const State& state, const Contact& contact,
                     const Asked& asked) {
  const AgentId second = contact.second.agent;
  dismiss_second(events, state, contact, SecondEnd::left, cause_of(state, second, asked.by), asked);
  go_on_alone(events, state, contact, cause_of(state, contact.agent, asked.by), asked);
}

void follow_hold(Events& events, const State& state, const Contact& contact, bool held, Cause cause,
                 const Asked& asked) {
  if (!contact.agent) return;
  const AgentState with_second = held ? AgentState::consult : AgentState::talking;
  const AgentState alone = held ? AgentState::hold : AgentState::talking;
  events.emplace_back(change_of(
      *state.agent(contact.agent),
      {.to = contact.second ? with_second : alone, .cause = cause, .contact = contact.id}, asked));
  if (!contact.second.talks()) return;
  events.emplace_back(change_of(*state.agent(contact.second.agent),
                                {.to = with_second,
                                 .cause = cause_of(state, contact.second.agent, asked.by),
                                 .contact = contact.id},
                                asked));
}

Events second_device_holds(const Contact& contact, const SeeHold& command, const Asked& told) {
  const bool of_second = command.leg == contact.second.leg && contact.second.talks();
  if (!of_second && command.leg != contact.agent_leg) return {};
  const DeviceHold known = of_second ? contact.second.device_hold : contact.device_hold;
  if (known == (command.held ? DeviceHold::held : DeviceHold::resumed)) return {};
  return {DeviceHeld{.contact = contact.id,
                     .agent = of_second ? contact.second.agent : contact.agent,
                     .held = command.held,
                     .late = not_before(contact.second.since, told).late}};
}

/// Of the second already there it is what ResumeContact is.
///
/// Rejects: contact_not_found, contact_of_other_agent, contact_not_connected, second_there,
/// agent_not_found, agent_not_ready.
Decision decide(const State& state, const Conference& command, const Asked& asked) {
  const auto found = contact_with(state, command.contact, command.agent);
  if (!found) return reject(found.error());
  const Contact& contact = **found;
  Events events;
  const auto resume = [&] {
    if (contact.state != ContactState::held) return;
    const Cause cause = cause_of(state, contact.agent, asked.by);
    events.emplace_back(ContactResumed{.contact = contact.id,
                                       .agent = contact.agent,
                                       .cause = cause,
                                       .held = asked.at - contact.held_at});
    follow_hold(events, state, contact, false, cause, asked);
  };
  if (contact.second) {
    if (contact.second.agent != command.to_agent) return reject(Reject::second_there);
    resume();
    return events;
  }
  const auto agent = agent_to_ring(state, contact, command.to_agent);
  if (!agent) return reject(agent.error());
  resume();
  ask_second(events, state, contact, **agent, {}, asked);
  return events;
}

/// Rejects: contact_not_found, contact_of_other_agent, contact_not_connected, second_not_there.
Decision decide(const State& state, const EndConsult& command, const Asked& asked) {
  const auto found = contact_with(state, command.contact, command.agent);
  if (!found) return reject(found.error());
  const Contact& contact = **found;
  if (!contact.second) return reject(Reject::second_not_there);
  Events events;
  dismiss_second(events, state, contact, SecondEnd::withdrawn,
                 cause_of(state, contact.second.agent, asked.by), asked);
  go_on_alone(events, state, contact, cause_of(state, contact.agent, asked.by), asked);
  return events;
}

void apply(State& state, const SecondAsked& event, Time at) {
  Contact& contact = contact_at(state, event.contact);
  RELEVO_ASSERT(!contact.second && !contact.offer.id);
  contact.second = {.agent = event.agent,
                    .leg = event.leg,
                    .offer = {.id = event.offer,
                              .agent = event.agent,
                              .leg = event.leg,
                              .made_at = at,
                              .expires_at = event.expires_at},
                    .since = at};
  state.offers_made = event.offer.value;
  state.legs_made = event.leg.value;
  state.contact_of_leg.emplace(event.leg, contact.id);
  arm(state, contact);
}

void apply(State& state, const SecondJoined& event, Time at) {
  Contact& contact = contact_at(state, event.contact);
  RELEVO_ASSERT(contact.second.offer.id == event.offer);
  disarm(state, contact);
  contact.second.offer = {};
  contact.second.since = at - event.late;
}

void apply(State& state, const DeviceHeld& event, Time /*at*/) {
  Contact& contact = contact_at(state, event.contact);
  const bool of_second = event.agent == contact.second.agent;
  DeviceHold& known = of_second ? contact.second.device_hold : contact.device_hold;
  // Held and resumed again it is as it was when the second came.
  const bool is_back = known != DeviceHold::none;
  known = is_back ? DeviceHold::none : event.held ? DeviceHold::held : DeviceHold::resumed;
}

void apply(State& state, const SecondLeft& event, Time /*at*/) {
  Contact& contact = contact_at(state, event.contact);
  disarm(state, contact);
  contact.device_hold = DeviceHold::none;
  contact.second = {};
  state.contact_of_leg.erase(event.leg);
}

}  // namespace relevo
