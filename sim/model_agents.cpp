// The plain model's agents: signing in, breaks, devices, and what becomes of one who is free.
#include <utility>

#include "sim/model.h"

namespace relevo::sim {

Model::Agent* Model::agent_of(AgentId id) {
  if (id.value < 1 || id.value > agents_.size()) return nullptr;
  return &agents_[id.value - 1];
}

/// The idle clock begins when a contact or an absence ends. A device that blinks, and an offer that
/// was withdrawn or did not get through, take nobody's place.
void Model::change(Agent& agent, AgentState to) {
  const AgentState from = agent.state;
  const bool keeps_place =
      from == AgentState::reserved || from == AgentState::unreachable || from == AgentState::ready;
  if (!keeps_place || to == AgentState::missed) agent.idle_since = at_;
  agent.state = to;
  if (to != AgentState::break_) agent.break_kind = BreakKind::none;
}

void Model::free(Agent& agent) {
  agent.contact = {};
  if (agent.next_break != BreakKind::none) {
    change(agent, AgentState::break_);
    agent.break_kind = std::exchange(agent.next_break, BreakKind::none);
  } else if (std::exchange(agent.next_off_phone, false)) {
    change(agent, AgentState::off_phone_work);
  } else {
    change(agent, agent.devices > 0 ? AgentState::ready : AgentState::unreachable);
  }
}

/// The path to the device failed. Neither a break nor work off the phone needs one.
void Model::cut_off(Agent& agent) {
  if (agent.next_break != BreakKind::none || agent.next_off_phone) return free(agent);
  agent.contact = {};
  change(agent, AgentState::unreachable);
}

/// A personal break, also one that was asked for, is nobody else's affair.
bool Model::is_private(const Agent& agent, AgentId id, UserId by) const {
  const bool is_personal =
      agent.break_kind == BreakKind::personal || agent.next_break == BreakKind::personal;
  return is_personal && by && operation_.agents[id.value - 1].user != by;
}

Reject Model::take(const SignInAgent& command) {
  Agent* agent = agent_of(command.agent);
  if (agent == nullptr || operation_.agents[command.agent.value - 1].retired) {
    return Reject::agent_not_found;
  }
  if (agent->state != AgentState::offline) return Reject::agent_already_signed_in;
  change(*agent, AgentState::off_phone_work);
  return Reject::none;
}

Reject Model::take(const SignOutAgent& command, UserId by) {
  Agent* agent = agent_of(command.agent);
  if (agent == nullptr || operation_.agents[command.agent.value - 1].retired) {
    return Reject::agent_not_found;
  }
  if (agent->state == AgentState::offline) return Reject::agent_offline;
  if (is_private(*agent, command.agent, by)) return Reject::personal_break;
  if (agent->contact) return Reject::agent_busy;
  agent->hand = false;
  change(*agent, AgentState::offline);
  return Reject::none;
}

Reject Model::take(const SetReady& command, UserId by) {
  Agent* agent = agent_of(command.agent);
  if (agent == nullptr || operation_.agents[command.agent.value - 1].retired) {
    return Reject::agent_not_found;
  }
  if (agent->state == AgentState::offline) return Reject::agent_offline;
  if (is_private(*agent, command.agent, by)) return Reject::personal_break;
  if (agent->state != AgentState::ready && is_supervising(command.agent)) {
    return Reject::supervising;
  }
  if (agent->state == AgentState::wrap_up) {
    agent->next_break = BreakKind::none;
    agent->next_off_phone = false;
    close(agent->contact);
    return Reject::none;
  }
  if (agent->contact) {
    if (agent->next_break == BreakKind::none && !agent->next_off_phone) return Reject::agent_busy;
    agent->next_break = BreakKind::none;
    agent->next_off_phone = false;
    return Reject::none;
  }
  if (agent->devices == 0) return Reject::agent_unreachable;
  if (agent->state != AgentState::ready) change(*agent, AgentState::ready);
  return Reject::none;
}

Reject Model::take(const RequestBreak& command, UserId by) {
  Agent* agent = agent_of(command.agent);
  if (agent == nullptr || operation_.agents[command.agent.value - 1].retired) {
    return Reject::agent_not_found;
  }
  if (agent->state == AgentState::offline) return Reject::agent_offline;
  if (is_private(*agent, command.agent, by)) return Reject::personal_break;
  if (agent->contact) {
    agent->next_break = command.kind;
    agent->next_off_phone = false;
    return Reject::none;
  }
  change(*agent, AgentState::break_);
  agent->break_kind = command.kind;
  return Reject::none;
}

Reject Model::take(const EndBreak& command, UserId by) {
  Agent* agent = agent_of(command.agent);
  if (agent == nullptr || operation_.agents[command.agent.value - 1].retired) {
    return Reject::agent_not_found;
  }
  if (agent->state == AgentState::offline) return Reject::agent_offline;
  if (is_private(*agent, command.agent, by)) return Reject::personal_break;
  if (agent->state != AgentState::break_) return Reject::not_on_break;
  if (is_supervising(command.agent)) return Reject::supervising;
  change(*agent, agent->devices > 0 ? AgentState::ready : AgentState::unreachable);
  return Reject::none;
}

Reject Model::take(const SetOffPhoneWork& command, UserId by) {
  Agent* agent = agent_of(command.agent);
  if (agent == nullptr || operation_.agents[command.agent.value - 1].retired) {
    return Reject::agent_not_found;
  }
  if (agent->state == AgentState::offline) return Reject::agent_offline;
  if (is_private(*agent, command.agent, by)) return Reject::personal_break;
  if (agent->contact) {
    agent->next_break = BreakKind::none;
    agent->next_off_phone = true;
    if (agent->state == AgentState::wrap_up) close(agent->contact);
    return Reject::none;
  }
  change(*agent, AgentState::off_phone_work);
  return Reject::none;
}

Reject Model::take(const RaiseHand& command) {
  Agent* agent = agent_of(command.agent);
  if (agent == nullptr || operation_.agents[command.agent.value - 1].retired) {
    return Reject::agent_not_found;
  }
  if (agent->state == AgentState::offline) return Reject::agent_offline;
  agent->hand = true;
  return Reject::none;
}

Reject Model::take(const LowerHand& command) {
  Agent* agent = agent_of(command.agent);
  if (agent == nullptr || operation_.agents[command.agent.value - 1].retired) {
    return Reject::agent_not_found;
  }
  if (agent->state == AgentState::offline) return Reject::agent_offline;
  return std::exchange(agent->hand, false) ? Reject::none : Reject::hand_not_raised;
}

Reject Model::take(const SeeDevices& command) {
  const AgentSetup* setup = entry_of_code(operation_.agents, command.agent.view());
  if (setup == nullptr) return Reject::none;
  Agent& agent = agents_[setup->id.value - 1];
  // Fewer devices are no sign that the others live; as many are, for a phone tells of itself.
  const bool lives = command.devices > 0 && command.devices >= agent.devices;
  agent.devices = command.devices;
  agent.pages = command.pages;
  if (agent.devices == 0 && agent.state == AgentState::ready) {
    change(agent, AgentState::unreachable);
  } else if (lives && agent.state == AgentState::unreachable) {
    change(agent, AgentState::ready);
  }
  return Reject::none;
}

}  // namespace relevo::sim
