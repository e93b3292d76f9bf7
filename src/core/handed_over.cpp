// The wrap-up of an agent who handed their contact over: theirs, whatever becomes of the contact.
#include "core/rules.h"

namespace relevo {

void leave_contact(Events& events, const State& state, const Contact& contact, Cause cause,
                   const Asked& asked) {
  if (!contact.agent) return;
  const Agent& agent = *state.agent(contact.agent);
  if (state.setup(contact.queue).wrap_up.us == 0) {
    events.emplace_back(freed(agent, cause, asked));
    return;
  }
  events.emplace_back(
      change_of(agent, {.to = AgentState::wrap_up, .cause = cause, .contact = contact.id}, asked));
}

void start_own_wrap_up(Events& events, const State& state, const Contact& contact,
                       const Asked& asked) {
  const QueueSetup& setup = state.setup(contact.queue);
  if (setup.wrap_up.us == 0 || !contact.agent) return;
  events.emplace_back(WrapUpStarted{.contact = contact.id,
                                    .agent = contact.agent,
                                    .ends_at = asked.at + setup.wrap_up,
                                    .handed_over = true,
                                    .latest_at = asked.at + wrap_up_max_of(setup),
                                    .queue = contact.queue,
                                    .turn = contact.turn});
}

bool has_handed_over(const State& state, AgentId agent, ContactId contact) {
  const Agent* const known = state.agent(agent);
  return known != nullptr && known->has_handed_over() && known->contact == contact;
}

void end_wrap_up_of(Events& events, const State& state, const Agent& agent, Cause cause,
                    const Asked& asked) {
  if (!agent.has_handed_over()) {
    end_wrap_up(events, state, state.contacts.at(agent.contact), cause, asked);
    return;
  }
  events.emplace_back(WrapUpEnded{.contact = agent.contact,
                                  .agent = agent.id,
                                  .cause = cause,
                                  .lasted = asked.at - agent.since,
                                  .handed_over = true});
}

void apply_handed_over(State& state, const WrapUpStarted& event) {
  Agent& agent = agent_at(state, event.agent);
  agent.wrap_up_ends = event.ends_at;
  agent.wrap_up_latest = event.latest_at;
  agent.handed_over_in = event.queue;
  agent.handed_over_turn = event.turn;
  state.deadlines.insert({event.ends_at, DeadlineOf::handed_over, agent.id.value});
}

void apply_handed_over(State& state, const WrapUpEnded& event) {
  Agent& agent = agent_at(state, event.agent);
  state.deadlines.erase({agent.wrap_up_ends, DeadlineOf::handed_over, agent.id.value});
  agent.wrap_up_ends = {};
  agent.wrap_up_latest = {};
  agent.handed_over_in = {};
  agent.handed_over_turn = 0;
}

void apply_handed_over(State& state, const WrapUpExtended& event) {
  Agent& agent = agent_at(state, event.agent);
  state.deadlines.erase({agent.wrap_up_ends, DeadlineOf::handed_over, agent.id.value});
  agent.wrap_up_ends = event.ends_at;
  state.deadlines.insert({agent.wrap_up_ends, DeadlineOf::handed_over, agent.id.value});
}

void arm_own_wrap_ups_again(State& state, Time at, Duration away) {
  for (Agent& agent : state.agents) {
    if (!agent.has_handed_over() || agent.wrap_up_ends > at) continue;
    state.deadlines.erase({agent.wrap_up_ends, DeadlineOf::handed_over, agent.id.value});
    agent.wrap_up_ends = agent.wrap_up_ends + away;
    agent.wrap_up_latest = agent.wrap_up_latest + away;
    state.deadlines.insert({agent.wrap_up_ends, DeadlineOf::handed_over, agent.id.value});
  }
}

}  // namespace relevo
