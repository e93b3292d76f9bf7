// Promises about an agent: who is offered work, which changes are legal, and that time adds up.
#include <array>
#include <initializer_list>

#include "sim/invariants/promises.h"

namespace relevo::sim {

namespace {

using States = std::initializer_list<AgentState>;

bool among(AgentState state, States states) {
  for (const AgentState one : states) {
    if (one == state) return true;
  }
  return false;
}

/// The domain's state machine, read from its pages and not from the rules.
bool is_legal(AgentState from, AgentState to) {
  using enum AgentState;
  switch (from) {
    case offline:
      return to == off_phone_work;
    case ready:
      return among(to, {offline, reserved, off_phone_work, break_, unreachable});
    case reserved:
      return among(to, {ready, talking, off_phone_work, break_, unreachable, missed});
    case talking:
      return among(to, {hold, wrap_up, ready, off_phone_work, break_, unreachable});
    case hold:
      return among(to, {talking, wrap_up, ready, off_phone_work, break_, unreachable});
    case wrap_up:
      return among(to, {ready, off_phone_work, break_, unreachable});
    case off_phone_work:
      return among(to, {offline, ready, break_, unreachable});
    case break_:
      return among(to, {offline, ready, off_phone_work, break_, unreachable});
    case unreachable:
      return among(to, {offline, ready, off_phone_work, break_});
    case missed:
      return among(to, {offline, ready, off_phone_work, break_, unreachable});
    case dialing:
    case consult:
      return false;
  }
  return false;
}

void changes_legally(const AgentPage& agent, const AgentStateChanged& event, Verdict& verdict) {
  verdict.expect(event.from == agent.state, agent_clock, "a change from a state that is not so");
  verdict.expect(is_legal(event.from, event.to), agent_clock, "an agent's change that is illegal");
}

void time_adds_up(const AgentPage& agent, const AgentStateChanged& event, Time at,
                  Verdict& verdict) {
  verdict.expect(event.lasted == at - agent.since, agent_clock, "a state lasted another time");
  if (event.to != AgentState::offline) return;
  verdict.expect(agent.counted + event.lasted == at - agent.signed_in_at, agent_clock,
                 "the states of a login do not add up to it");
}

void works_with_a_contact(const AgentPage& agent, const AgentStateChanged& event,
                          Verdict& verdict) {
  using enum AgentState;
  const bool busy = among(event.to, {reserved, talking, hold, wrap_up});
  verdict.expect(busy == static_cast<bool>(event.contact), one_contact_an_agent,
                 "busy without a contact, or free with one");
  const bool was_busy = among(agent.state, {reserved, talking, hold, wrap_up});
  verdict.expect(!was_busy || !busy || agent.contact == event.contact, one_contact_an_agent,
                 "from one contact into another");
}

void offered_to_the_ready(const Ledger& before, const OfferMade& event, Verdict& verdict) {
  const AgentPage* agent = before.agent(event.agent);
  if (agent == nullptr) return;
  verdict.expect(agent->state == AgentState::ready, only_ready_and_skilled,
                 "offered to somebody who is not ready");
  verdict.expect(agent->devices > 0 && before.is_reachable(event.agent), only_ready_and_skilled,
                 "offered to a phone that cannot ring");
  verdict.expect(before.is_member(event.agent, event.queue), only_ready_and_skilled,
                 "offered to somebody without the skills");
}

}  // namespace

void check_agents(const Ledger& before, const Record& record, Verdict& verdict) {
  if (const auto* offer = std::get_if<OfferMade>(&record.event)) {
    return offered_to_the_ready(before, *offer, verdict);
  }
  const auto* event = std::get_if<AgentStateChanged>(&record.event);
  if (event == nullptr) return;
  const AgentPage* agent = before.agent(event->agent);
  if (agent == nullptr) return verdict.broken(agent_clock, "a change of an agent who is not there");
  changes_legally(*agent, *event, verdict);
  time_adds_up(*agent, *event, record.at, verdict);
  works_with_a_contact(*agent, *event, verdict);
}

}  // namespace relevo::sim
