// Agents: signing in and out, ready, breaks, and the reach of their devices.
#include "core/rules.h"

namespace relevo {

namespace {

/// Old logs say none, and there was only this one.
NodeId node_of(NodeId named) { return named ? named : NodeId{1}; }

/// The agent, for a command that may end or replace a break of theirs, or one they asked for. A
/// personal one is theirs alone: no rule and no role takes it away.
tl::expected<const Agent*, Reject> interruptible_agent(const State& state, AgentId id,
                                                       const Asked& asked) {
  const auto agent = signed_in_agent(state, id);
  const bool is_personal = agent && ((*agent)->break_kind == BreakKind::personal ||
                                     (*agent)->next_break == BreakKind::personal);
  if (is_personal && cause_of(state, id, asked.by) == Cause::supervisor) {
    return reject(Reject::personal_break);
  }
  return agent;
}

AgentState state_of(ForcedTo forced) {
  switch (forced) {
    case ForcedTo::ready:
      return AgentState::ready;
    case ForcedTo::offline:
      return AgentState::offline;
    case ForcedTo::none:
    case ForcedTo::off_phone_work:
      break;
  }
  return AgentState::off_phone_work;
}

void set_devices_at(Agent& agent, const DevicesAt& changed) {
  List<DevicesAt, nodes_max> next;
  bool is_known = false;
  for (const DevicesAt& at : agent.devices_at) {
    const bool here = at.node == changed.node;
    is_known = is_known || here;
    const DevicesAt now = here ? changed : at;
    if (now.devices > 0) next.push_back(now);
  }
  if (!is_known && changed.devices > 0) next.push_back(changed);
  agent.devices_at = next;
}

void count_state(State& state, const Agent& agent, AgentState agent_state, bool add) {
  for (const Membership& member : state.memberships[agent.id.value - 1]) {
    std::uint32_t& count =
        state.queues[member.queue.value - 1].by_state[static_cast<std::size_t>(agent_state)];
    count = add ? count + 1 : count - 1;
  }
}

}  // namespace

tl::expected<const Agent*, Reject> signed_in_agent(const State& state, AgentId id) {
  const Agent* agent = state.agent(id);
  if (agent == nullptr || state.operation->agents[id.value - 1].retired) {
    return reject(Reject::agent_not_found);
  }
  if (!agent->signed_in()) return reject(Reject::agent_offline);
  return agent;
}

Agent& agent_at(State& state, AgentId id) {
  RELEVO_ASSERT(id.value >= 1 && id.value <= state.agents.size());
  return state.agents[id.value - 1];
}

DevicesAt devices_at(const Agent& agent, NodeId node) {
  for (const DevicesAt& at : agent.devices_at) {
    if (at.node == node) return at;
  }
  return {.node = node};
}

Cause cause_of(const State& state, AgentId agent, UserId by) {
  if (!by) return Cause::system;
  if (!agent) return Cause::supervisor;
  return state.operation->agents[agent.value - 1].user == by ? Cause::agent : Cause::supervisor;
}

bool keeps_idle_clock(AgentState from) {
  // Reserved in vain, or out of reach for a moment.
  return from == AgentState::ready || from == AgentState::reserved ||
         from == AgentState::unreachable;
}

AgentStateChanged change_of(const Agent& agent, const AgentChange& change, const Asked& asked) {
  return {.agent = agent.id,
          .from = agent.state,
          .to = change.to,
          .break_kind = change.break_kind,
          .contact = change.contact,
          .cause = change.cause,
          .by = asked.by,
          .lasted = asked.at - agent.since};
}

AgentStateChanged freed(const Agent& agent, Cause cause, const Asked& asked) {
  if (agent.next_break != BreakKind::none) {
    return change_of(
        agent, {.to = AgentState::break_, .cause = cause, .break_kind = agent.next_break}, asked);
  }
  if (agent.next_off_phone) {
    return change_of(agent, {.to = AgentState::off_phone_work, .cause = cause}, asked);
  }
  const AgentState to = agent.devices > 0 ? AgentState::ready : AgentState::unreachable;
  return change_of(agent, {.to = to, .cause = cause}, asked);
}

AgentStateChanged cut_off(const Agent& agent, const Asked& asked) {
  if (agent.asked_for_next()) return freed(agent, Cause::device, asked);
  return change_of(agent, {.to = AgentState::unreachable, .cause = Cause::device}, asked);
}

/// Gives AgentStateChanged to off_phone_work: nobody is offered anything before they say ready.
///
/// Rejects: agent_not_found, agent_already_signed_in.
Decision decide(const State& state, const SignInAgent& command, const Asked& asked) {
  const Agent* agent = state.agent(command.agent);
  if (agent == nullptr || state.operation->agents[command.agent.value - 1].retired) {
    return reject(Reject::agent_not_found);
  }
  if (agent->signed_in()) return reject(Reject::agent_already_signed_in);
  return Events{change_of(
      *agent, {.to = AgentState::off_phone_work, .cause = cause_of(state, agent->id, asked.by)},
      asked)};
}

/// Rejects: agent_not_found, agent_offline, personal_break, agent_busy.
Decision decide(const State& state, const SignOutAgent& command, const Asked& asked) {
  const auto agent = interruptible_agent(state, command.agent, asked);
  if (!agent) return reject(agent.error());
  if ((*agent)->contact) return reject(Reject::agent_busy);
  Events events;
  if ((*agent)->has_hand_raised()) events.emplace_back(hand_lowered(**agent, asked));
  events.emplace_back(change_of(
      **agent, {.to = AgentState::offline, .cause = cause_of(state, command.agent, asked.by)},
      asked));
  return events;
}

/// Nothing when ready already. In wrap-up it ends the wrap-up. With a contact it takes back what
/// was asked for.
///
/// Rejects: agent_not_found, agent_offline, personal_break, supervising, agent_busy,
/// agent_unreachable.
Decision decide(const State& state, const SetReady& command, const Asked& asked) {
  const auto found = interruptible_agent(state, command.agent, asked);
  if (!found) return reject(found.error());
  const Agent& agent = **found;
  if (agent.state == AgentState::ready) return Events{};
  if (is_supervising(state, agent.id)) return reject(Reject::supervising);
  const Cause cause = cause_of(state, agent.id, asked.by);

  Events events;
  if (agent.contact) {
    if (agent.state != AgentState::wrap_up && !agent.asked_for_next()) {
      return reject(Reject::agent_busy);
    }
    if (agent.asked_for_next()) {
      events.emplace_back(AgentNextChanged{.agent = agent.id, .by = asked.by});
    }
    if (agent.state == AgentState::wrap_up) {
      end_wrap_up_of(events, state, agent, cause, asked);
      Agent willing = agent;  // They said ready: what they asked for earlier is taken back with it.
      willing.next_break = BreakKind::none;
      willing.next_off_phone = false;
      events.emplace_back(freed(willing, cause, asked));
    }
    return events;
  }
  if (agent.devices == 0) return reject(Reject::agent_unreachable);
  events.emplace_back(change_of(agent, {.to = AgentState::ready, .cause = cause}, asked));
  return events;
}

/// Instead of what was asked for before. A break of kind `none` is no break: it takes that back,
/// and does nothing else.
///
/// Rejects: agent_not_found, agent_offline, personal_break.
Decision decide(const State& state, const RequestBreak& command, const Asked& asked) {
  const auto found = interruptible_agent(state, command.agent, asked);
  if (!found) return reject(found.error());
  const Agent& agent = **found;
  if (agent.contact) {
    if (agent.next_break == command.kind && !agent.next_off_phone) return Events{};
    return Events{AgentNextChanged{.agent = agent.id, .next_break = command.kind, .by = asked.by}};
  }
  const bool there = agent.state == AgentState::break_ && agent.break_kind == command.kind;
  if (there || command.kind == BreakKind::none) return Events{};
  return Events{change_of(agent,
                          {.to = AgentState::break_,
                           .cause = cause_of(state, agent.id, asked.by),
                           .break_kind = command.kind},
                          asked)};
}

/// Rejects: agent_not_found, agent_offline, personal_break, not_on_break, supervising.
Decision decide(const State& state, const EndBreak& command, const Asked& asked) {
  const auto found = interruptible_agent(state, command.agent, asked);
  if (!found) return reject(found.error());
  const Agent& agent = **found;
  if (agent.state != AgentState::break_) return reject(Reject::not_on_break);
  if (is_supervising(state, agent.id)) return reject(Reject::supervising);
  return Events{freed(agent, cause_of(state, agent.id, asked.by), asked)};
}

/// Nothing when they are at it already. In wrap-up it ends the wrap-up; with a contact otherwise it
/// waits for its end, instead of what was asked for before.
///
/// Rejects: agent_not_found, agent_offline, personal_break.
Decision decide(const State& state, const SetOffPhoneWork& command, const Asked& asked) {
  const auto found = interruptible_agent(state, command.agent, asked);
  if (!found) return reject(found.error());
  const Agent& agent = **found;
  if (agent.state == AgentState::off_phone_work) return Events{};
  const Cause cause = cause_of(state, agent.id, asked.by);
  Events events;
  if (agent.contact && agent.state != AgentState::wrap_up) {
    if (agent.next_off_phone) return events;
    events.emplace_back(AgentNextChanged{.agent = agent.id, .by = asked.by, .off_phone = true});
    return events;
  }
  if (agent.contact) {
    end_wrap_up_of(events, state, agent, cause, asked);
  }
  events.emplace_back(change_of(agent, {.to = AgentState::off_phone_work, .cause = cause}, asked));
  return events;
}

/// The reason goes with the change, and is told as well to who is there already.
///
/// Rejects: agent_not_found, agent_offline, personal_break, agent_busy, supervising,
/// agent_unreachable, messages_full.
Decision decide(const State& state, const ForceState& command, const Asked& asked) {
  const auto found = interruptible_agent(state, command.agent, asked);
  if (!found) return reject(found.error());
  const Agent& agent = **found;
  if (agent.contact) return reject(Reject::agent_busy);
  const AgentState to = state_of(command.state);
  if (agent.unread.size() >= messages_unread_max + reasons_unread_max) {
    return reject(Reject::messages_full);
  }
  const MessageSent told{.message = command.reason,
                         .agent = agent.id,
                         .by = asked.by,
                         .urgent = true,
                         .reason_for = command.state};
  if (agent.state == to) return Events{told};
  if (to == AgentState::ready && is_supervising(state, agent.id)) {
    return reject(Reject::supervising);
  }
  if (to == AgentState::ready && agent.devices == 0) return reject(Reject::agent_unreachable);
  Events events;
  if (to == AgentState::offline && agent.has_hand_raised()) {
    events.emplace_back(hand_lowered(agent, asked));
  }
  events.emplace_back(
      change_of(agent, {.to = to, .cause = cause_of(state, agent.id, asked.by)}, asked));
  events.emplace_back(told);
  return events;
}

/// A ready agent without a device is unreachable at once, and ready again when it is back: also
/// when a call did not get through to it, and it registers again while it still counts as there.
/// One device fewer is no sign of life of the others. A name that is no agent's is nobody's device
/// and gives nothing, nor does a ninth node.
Decision decide(const State& state, const SeeDevices& command, const Asked& asked) {
  const auto found = state.agent_of_code.find(command.agent);
  if (found == state.agent_of_code.end()) return Events{};
  const Agent& agent = *state.agent(found->second);
  const NodeId node = node_of(command.source.node);
  const DevicesAt before = devices_at(agent, node);
  const bool has_room = before.devices > 0 || !agent.devices_at.full();
  if (!has_room) return Events{};
  const std::uint32_t devices = agent.devices - before.devices + command.devices;
  const bool is_there = command.devices > 0 && command.devices >= before.devices;
  const std::uint32_t pages = std::min(command.pages, command.devices);
  Events events;
  if (command.devices != before.devices || pages != before.pages) {
    events.emplace_back(AgentDevicesChanged{.agent = agent.id,
                                            .devices = devices,
                                            .node = node,
                                            .at_node = command.devices,
                                            .pages = pages});
  }
  if (devices == 0 && agent.state == AgentState::ready) {
    events.emplace_back(
        change_of(agent, {.to = AgentState::unreachable, .cause = Cause::device}, asked));
  } else if (is_there && agent.state == AgentState::unreachable) {
    events.emplace_back(change_of(agent, {.to = AgentState::ready, .cause = Cause::device}, asked));
  }
  return events;
}

void apply(State& state, const AgentDevicesChanged& event, Time /*at*/) {
  Agent& agent = agent_at(state, event.agent);
  if (agent.state == AgentState::ready) leave_ready(state, agent);
  const bool of_old_log = !event.node;
  agent.devices = event.devices;
  set_devices_at(agent, {.node = node_of(event.node),
                         .devices = of_old_log ? event.devices : event.at_node,
                         .pages = event.pages});
  if (agent.state == AgentState::ready) join_ready(state, agent);
}

void apply(State& state, const AgentStateChanged& event, Time at) {
  Agent& agent = agent_at(state, event.agent);
  RELEVO_ASSERT(agent.state == event.from);
  if (agent.state == AgentState::ready) leave_ready(state, agent);
  count_state(state, agent, agent.state, false);

  const bool was_free = keeps_idle_clock(event.from);
  const bool is_free = event.to == AgentState::ready || event.to == AgentState::unreachable;
  if (is_free && !was_free) agent.idle_since = at;
  agent.state = event.to;
  agent.break_kind = event.break_kind;
  agent.since = at;
  agent.contact = event.contact;
  if (ends_the_asking(event.to)) {
    agent.next_break = BreakKind::none;
    agent.next_off_phone = false;
  }

  count_state(state, agent, agent.state, true);
  if (agent.state == AgentState::ready) join_ready(state, agent);
}

void apply(State& state, const AgentNextChanged& event, Time /*at*/) {
  Agent& agent = agent_at(state, event.agent);
  agent.next_break = event.next_break;
  agent.next_off_phone = event.off_phone;
}

}  // namespace relevo
