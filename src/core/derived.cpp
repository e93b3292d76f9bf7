// The tables of the state that are functions of others: who may serve which queue, and indexes.
#include <algorithm>
#include <optional>

#include "core/rules.h"

namespace relevo {

namespace {

/// The queue's skill points of an agent, or nothing when a required skill is missing or too low.
std::optional<std::int64_t> points_for(const QueueSetup& queue, const AgentSetup& agent) {
  if (missing_skill(queue, agent)) return std::nullopt;
  std::int64_t points = 0;
  for (const SkillLevel& wanted : queue.requires_) points += level_of(agent, wanted.skill);
  return points;
}

void derive_membership(State& state) {
  const Operation& operation = *state.operation;
  for (Queue& queue : state.queues) {
    queue.ready.clear();
    queue.members = 0;
    queue.by_state = {};
  }
  state.memberships.assign(state.agents.size(), {});
  state.agents_retired = 0;
  for (const AgentSetup& setup : operation.agents) {
    if (setup.retired) {
      state.agents_retired += 1;
      continue;
    }
    const Agent& agent = state.agents[setup.id.value - 1];
    for (const QueueSetup& queue : operation.queues) {
      if (queue.retired) continue;
      const auto points = points_for(queue, setup);
      if (!points) continue;
      state.memberships[setup.id.value - 1].push_back({.queue = queue.id, .points = *points});
      Queue& member_of = state.queues[queue.id.value - 1];
      member_of.members += 1;
      member_of.by_state[static_cast<std::size_t>(agent.state)] += 1;
    }
    if (agent.state == AgentState::ready) join_ready(state, agent);
  }
}

void derive_codes(State& state) {
  state.queue_of_number.clear();
  for (const QueueSetup& queue : state.operation->queues) {
    if (queue.retired || queue.number.empty()) continue;
    state.queue_of_number.emplace(queue.number, queue.id);
  }
  state.agent_of_code.clear();
  state.agents_of_user.clear();
  for (const AgentSetup& agent : state.operation->agents) {
    state.agent_of_code.emplace(agent.code, agent.id);
    if (!agent.retired) state.agents_of_user.emplace(agent.user, agent.id);
  }
}

void derive_keys(State& state) {
  state.key_expiries.clear();
  state.key_expiries_of_user.clear();
  for (const auto& [name, key] : state.keys) {
    state.key_expiries.push_back({.at = key.expires_at, .first = key.first, .name = name});
  }
  std::sort(state.key_expiries.begin(), state.key_expiries.end());
  for (const KeyExpiry& expiry : state.key_expiries) {
    state.key_expiries_of_user[expiry.name.first].push_back(expiry.at);
  }
}

void derive_sessions(State& state) {
  state.sessions_of_user.clear();
  for (const auto& [id, session] : state.sessions) state.sessions_of_user[session.user].insert(id);
}

void derive_supervised(State& state) {
  state.supervised.clear();
  for (const auto& [id, contact] : state.contacts) {
    for (const Supervision& one : contact.supervisors) state.supervised[one.user] = id;
    if (contact.taken_over_by) state.supervised[contact.taken_over_by] = id;
  }
}

void derive_alerts(State& state) {
  state.alert_of.clear();
  for (const auto& [id, alert] : state.alerts) state.alert_of[{alert.rule, alert.subject}] = id;
}

}  // namespace

void derive_from_operation(State& state) {
  derive_codes(state);
  derive_membership(state);
}

void derive(State& state) {
  derive_from_operation(state);
  derive_keys(state);
  derive_sessions(state);
  derive_supervised(state);
  derive_alerts(state);
}

}  // namespace relevo
