// A raised hand: an agent asks for somebody above them, without a word.
#include "core/rules.h"

namespace relevo {

/// Nothing when it is raised already.
///
/// Rejects: agent_not_found, agent_offline.
Decision decide(const State& state, const RaiseHand& command, const Asked& /*asked*/) {
  const auto agent = signed_in_agent(state, command.agent);
  if (!agent) return reject(agent.error());
  if ((*agent)->has_hand_raised()) return Events{};
  return Events{HandRaised{.agent = command.agent}};
}

/// Rejects: agent_not_found, agent_offline, hand_not_raised.
Decision decide(const State& state, const LowerHand& command, const Asked& asked) {
  const auto agent = signed_in_agent(state, command.agent);
  if (!agent) return reject(agent.error());
  if (!(*agent)->has_hand_raised()) return reject(Reject::hand_not_raised);
  return Events{hand_lowered(**agent, asked)};
}

HandLowered hand_lowered(const Agent& agent, const Asked& asked) {
  return {.agent = agent.id, .by = asked.by, .lasted = asked.at - agent.hand_since};
}

void apply(State& state, const HandRaised& event, Time at) {
  agent_at(state, event.agent).hand_since = at;
}

void apply(State& state, const HandLowered& event, Time /*at*/) {
  agent_at(state, event.agent).hand_since = {};
}

}  // namespace relevo
