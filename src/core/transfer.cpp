// Handing a contact over: to a queue, to an agent, or to the second who was asked before.
#include "core/rules.h"

namespace relevo {

namespace {

struct HandOver {
  TransferMode mode = TransferMode::blind;
  AgentId to_agent;
  QueueId to_queue;
  Cause cause = Cause::none;
  FaultOf fault = FaultOf::none;
};

void transferred(Events& events, const Contact& contact, const HandOver& to, const Asked& asked) {
  events.emplace_back(ContactTransferred{.contact = contact.id,
                                         .agent = contact.agent,
                                         .queue = contact.queue,
                                         .mode = to.mode,
                                         .to_agent = to.to_agent,
                                         .to_queue = to.to_queue,
                                         .cause = to.cause,
                                         .fault = to.fault,
                                         .talked = asked.happened() - contact.connected_at,
                                         .held = held_until(contact, asked.happened()),
                                         .late = asked.late,
                                         .user = contact.taken_over_by});
  end_supervisions(events, contact, SupervisionEnd::transferred, asked);
}

Decision to_queue(const State& state, const Contact& contact, const Transfer& command,
                  const Asked& asked) {
  const QueueSetup& setup = state.setup(command.to_queue);
  const bool is_full = state.queues[command.to_queue.value - 1].contacts >= setup.contacts_max;
  if (command.to_queue != contact.queue && is_full) return reject(Reject::queue_full);
  const Cause cause = cause_of(state, contact.agent, asked.by);
  Events events;
  transferred(events, contact, {.to_queue = command.to_queue, .cause = cause}, asked);
  start_own_wrap_up(events, state, contact, asked);
  events.emplace_back(ContactQueued{.contact = contact.id,
                                    .queue = command.to_queue,
                                    .by = QueuedBy::transfer,
                                    .queued_at = asked.at,
                                    .credit = setup.credit + contact.total_waited});
  leave_contact(events, state, contact, cause, asked);
  return events;
}

/// Nobody is asked who fits best: the agent was named. Whoever does not take it leaves it in the
/// queue, in front.
Decision to_agent(const State& state, const Contact& contact, const Transfer& command,
                  const Asked& asked) {
  const auto agent = agent_to_ring(state, contact, command.to_agent);
  if (!agent) return reject(agent.error());
  const QueueSetup& setup = state.setup(contact.queue);
  const Cause cause = cause_of(state, contact.agent, asked.by);
  Events events;
  transferred(events, contact, {.to_agent = command.to_agent, .cause = cause}, asked);
  start_own_wrap_up(events, state, contact, asked);
  events.emplace_back(ContactQueued{.contact = contact.id,
                                    .queue = contact.queue,
                                    .by = QueuedBy::transfer,
                                    .queued_at = asked.at,
                                    .credit = setup.credit + credit_in_front});
  events.emplace_back(OfferMade{.offer = {state.offers_made + 1},
                                .contact = contact.id,
                                .agent = command.to_agent,
                                .queue = contact.queue,
                                .leg = {state.legs_made + 1},
                                .expires_at = asked.at + setup.ring});
  events.emplace_back(change_of(**agent,
                                {.to = AgentState::reserved,
                                 .cause = cause_of(state, command.to_agent, asked.by),
                                 .contact = contact.id},
                                asked));
  leave_contact(events, state, contact, cause, asked);
  return events;
}

Decision consult(const State& state, const Contact& contact, const Transfer& command,
                 const Asked& asked) {
  AgentId second = command.to_agent;
  if (!second) {
    const std::set<ReadyKey>& ready = state.queues[command.to_queue.value - 1].ready;
    if (ready.empty() || state.is_away(contact.node)) return reject(Reject::nobody_ready);
    second = ready.begin()->agent;
  }
  const auto agent = agent_to_ring(state, contact, second);
  if (!agent) return reject(agent.error());
  const Cause cause = cause_of(state, contact.agent, asked.by);
  Events events;
  if (contact.state == ContactState::connected) {
    events.emplace_back(ContactHeld{.contact = contact.id, .agent = contact.agent, .cause = cause});
  }
  events.emplace_back(change_of(*state.agent(contact.agent),
                                {.to = AgentState::consult, .cause = cause, .contact = contact.id},
                                asked));
  ask_second(events, state, contact, **agent, command.to_agent ? QueueId{} : command.to_queue,
             asked);
  return events;
}

/// The second has the contact: ContactTransferred and ContactConnected. What becomes of who had it
/// is the caller's.
void complete(Events& events, const State& state, const Contact& contact, const HandOver& to,
              const Asked& asked) {
  transferred(events, contact, to, asked);
  if (to.fault == FaultOf::none) start_own_wrap_up(events, state, contact, asked);
  events.emplace_back(ContactConnected{.contact = contact.id,
                                       .agent = contact.second.agent,
                                       .queue = contact.queue,
                                       .waited = contact.waited,
                                       .total_waited = contact.total_waited,
                                       .target = state.setup(contact.queue).target,
                                       .first = false,
                                       .late = asked.late});
  const Agent& second = *state.agent(contact.second.agent);
  const bool holds = contact.second.device_hold == DeviceHold::held;
  if (holds) {
    events.emplace_back(ContactHeld{
        .contact = contact.id, .agent = second.id, .cause = Cause::device, .late = asked.late});
  }
  const AgentState now = holds ? AgentState::hold : AgentState::talking;
  if (second.state == now) return;
  const Cause cause = to.cause == Cause::agent ? Cause::supervisor : to.cause;
  events.emplace_back(change_of(
      second, {.to = now, .cause = holds ? Cause::device : cause, .contact = contact.id}, asked));
}

}  // namespace

void give_to_second(Events& events, const State& state, const Contact& contact, FaultOf fault,
                    const Asked& told) {
  const Asked asked = not_before(contact.second.since, told);
  const Cause cause = fault == FaultOf::none ? Cause::device : Cause::system;
  complete(events, state, contact,
           {.mode = TransferMode::consult,
            .to_agent = contact.second.agent,
            .cause = cause,
            .fault = fault},
           asked);
  if (fault == FaultOf::none) {
    leave_contact(events, state, contact, cause, asked);
    return;
  }
  const Agent& agent = *state.agent(contact.agent);
  events.emplace_back(fault == FaultOf::us ? freed(agent, Cause::system, asked)
                                           : cut_off(agent, asked));
}

/// Blind to the second who talks, it completes what `consult` began.
///
/// Rejects: contact_not_found, contact_of_other_agent, contact_not_connected, taken_over,
/// second_there, agent_not_found, agent_not_ready, queue_not_found, queue_full, nobody_ready.
Decision decide(const State& state, const Transfer& command, const Asked& asked) {
  const auto found = contact_with(state, command.contact, command.agent, asked.by);
  if (!found) return reject(found.error());
  const Contact& contact = **found;
  if (contact.taken_over_by && command.mode == TransferMode::consult) {
    return reject(Reject::taken_over);
  }
  if (contact.second) {
    const bool completes = command.mode == TransferMode::blind && contact.second.talks() &&
                           contact.second.agent == command.to_agent;
    if (!completes) return reject(Reject::second_there);
    const Cause cause = cause_of(state, contact.agent, asked.by);
    Events events;
    complete(events, state, contact,
             {.mode = TransferMode::consult, .to_agent = command.to_agent, .cause = cause}, asked);
    leave_contact(events, state, contact, cause, asked);
    return events;
  }
  if (!command.to_agent) {
    const QueueSetup* const setup = entry_of(state.operation->queues, command.to_queue);
    if (setup == nullptr || setup->retired) return reject(Reject::queue_not_found);
  }
  if (command.mode == TransferMode::consult) return consult(state, contact, command, asked);
  return command.to_agent ? to_agent(state, contact, command, asked)
                          : to_queue(state, contact, command, asked);
}

void apply(State& state, const ContactTransferred& event, Time /*at*/) {
  Contact& contact = contact_at(state, event.contact);
  contact.with_agents = contact.with_agents + event.talked;
  contact.held = {};
  contact.agent = {};
  if (event.agent) contact.transferred_by = event.agent;
  if (event.user) state.supervised.erase(event.user);
  contact.taken_over_by = {};
  contact.device_hold = DeviceHold::none;
  contact.turn += 1;
  forget_leg(state, contact.agent_leg);
  if (event.mode == TransferMode::consult) {
    contact.agent_leg = contact.second.leg;
    contact.second = {};
  } else {
    contact.waited = {};
    if (event.agent) note_rang(contact, event.agent);
  }
}

}  // namespace relevo
