// Voice processes come and go: what waits while one is away, and what its report changes.
#include <map>
#include <set>

#include "core/core.h"
#include "core/rules.h"

namespace relevo {

namespace {

Node& node_at(State& state, NodeId id) {
  const auto found = state.nodes.find(id);
  RELEVO_ASSERT(found != state.nodes.end());
  return found->second;
}

bool has_room_for(const State& state, NodeId id) {
  return state.nodes.contains(id) || state.nodes.size() < nodes_max;
}

/// Whether the node's last report came from another process than this one.
bool is_of_other_process(const State& state, const Source& source) {
  const auto known = state.nodes.find(source.node);
  return known != state.nodes.end() && known->second.session != 0 &&
         known->second.session != source.session;
}

NodeLost lost(NodeId id, Time at) { return {.node = id, .gives_up_at = at + node_away_max}; }

}  // namespace

void arm(State& state, const Contact& contact) {
  if (state.is_away(contact.node)) return;
  if (contact.state == ContactState::queued) {
    state.queues[contact.queue.value - 1].waiting.insert(
        {contact.queued_at - contact.credit, contact.id});
  } else if (contact.state == ContactState::offered) {
    state.deadlines.insert({contact.offer.expires_at, DeadlineOf::offer, contact.id.value});
  }
}

void disarm(State& state, const Contact& contact) {
  if (contact.state == ContactState::queued) {
    state.queues[contact.queue.value - 1].waiting.erase(
        {contact.queued_at - contact.credit, contact.id});
  } else if (contact.state == ContactState::offered) {
    state.deadlines.erase({contact.offer.expires_at, DeadlineOf::offer, contact.id.value});
  }
}

Decision decide(const State& state, const SeeNodeGone& command, const Asked& asked) {
  const NodeId id = command.source.node;
  if (!id || !has_room_for(state, id)) return Events{};
  const auto known = state.nodes.find(id);
  if (known != state.nodes.end() && known->second.away) return Events{};
  // A connection whose place another process of this node has already taken.
  if (is_of_other_process(state, command.source)) return Events{};
  return Events{lost(id, asked.at)};
}

Events nodes_lost_at_start(const State& state, Time at) {
  std::set<NodeId> nodes;
  for (const auto& [id, node] : state.nodes) nodes.insert(id);
  for (const auto& [id, contact] : state.contacts) {
    if (contact.node && has_room_for(state, contact.node)) nodes.insert(contact.node);
  }
  Events events;
  for (const NodeId id : nodes) {
    if (events.size() < nodes_max) events.emplace_back(lost(id, at));
  }
  return events;
}

/// Devices first, so that nobody whose device is gone is ready for what the legs' ends set free.
/// Legs of that node that its report does not have are gone by our fault, users without a device in
/// it have none. An agent's leg that is up was answered, and the fact of it was lost with a voice
/// that died. One that should ring and is not there was lost with it too; to the voice that was
/// there before it may not have been told yet, and is made now.
std::vector<Command> facts_of(const State& state, const Reconcile& report, Time at) {
  std::vector<Command> facts;
  const std::map<Code, std::uint32_t> devices(report.devices.begin(), report.devices.end());
  for (const auto& [code, agent] : state.agent_of_code) {
    const auto found = devices.find(code);
    const std::uint32_t count = found == devices.end() ? 0 : found->second;
    facts.emplace_back(SeeDevices{.agent = code, .devices = count});
  }
  std::map<LegId, bool> up;
  for (const LegReported& leg : report.legs) up[leg.leg] = leg.up;
  // When it was answered nobody knows: at the latest when voice died.
  const auto node = state.nodes.find(report.source.node);
  const bool was_away = node != state.nodes.end() && node->second.away;
  const Duration since_lost = was_away ? at - node->second.away_since : Duration{};
  const bool is_new_process = is_of_other_process(state, report.source);
  for (const auto& [id, contact] : state.contacts) {
    if (contact.node != report.source.node || contact.state == ContactState::wrap_up) continue;
    const auto agent_leg = up.find(contact.agent_leg);
    if (!up.contains(contact.customer_leg)) {
      facts.emplace_back(SeeLegGone{.leg = contact.customer_leg, .gone = LegGone::us});
    } else if (!contact.agent_leg) {
      continue;
    } else if (agent_leg == up.end()) {
      if (contact.offer.id && !is_new_process) continue;
      facts.emplace_back(SeeLegGone{.leg = contact.agent_leg, .gone = LegGone::us});
    } else if (contact.offer.id && agent_leg->second) {
      facts.emplace_back(SeeAnswer{.source = {.age = since_lost}, .leg = contact.agent_leg});
    }
  }
  return facts;
}

Events node_back(const State& state, const Source& source, const Asked& asked) {
  Events events;
  if (!source.node || !has_room_for(state, source.node)) return events;
  const auto known = state.nodes.find(source.node);
  NodeBack back{.node = source.node, .session = source.session};
  if (known != state.nodes.end()) {
    const Node& node = known->second;
    if (!node.away && node.session == source.session) return events;
    if (node.away) back.away = asked.at - node.away_since;
  }
  // Nobody could hear whether they were taken: that they ran out is held against no one.
  for (const auto& [id, contact] : state.contacts) {
    const bool is_over = back.node == contact.node && contact.offer.id &&
                         state.is_away(back.node) && contact.offer.expires_at <= asked.at;
    if (is_over) end_offer(events, state, contact, OfferEnd::failed, asked);
  }
  events.emplace_back(back);
  return events;
}

NodeGivenUp given_up(const State& state, NodeId id, const Asked& asked) {
  return {.node = id, .away = asked.at - state.nodes.at(id).away_since};
}

void apply(State& state, const NodeLost& event, Time at) {
  Node& node = state.nodes.try_emplace(event.node, Node{.id = event.node}).first->second;
  if (node.away) {
    state.deadlines.erase({node.gives_up_at, DeadlineOf::node, node.id.value});
  } else {
    for (const auto& [id, contact] : state.contacts) {
      if (contact.node == event.node) disarm(state, contact);
    }
    node.away = true;
    node.away_since = at;
  }
  node.gives_up_at = event.gives_up_at;
  state.deadlines.insert({node.gives_up_at, DeadlineOf::node, node.id.value});
}

void apply(State& state, const NodeBack& event, Time /*at*/) {
  Node& node = state.nodes.try_emplace(event.node, Node{.id = event.node}).first->second;
  const bool was_away = node.away;
  if (was_away) state.deadlines.erase({node.gives_up_at, DeadlineOf::node, node.id.value});
  node = {.id = event.node, .session = event.session};
  if (!was_away) return;
  for (const auto& [id, contact] : state.contacts) {
    if (contact.node == event.node) arm(state, contact);
  }
}

void apply(State& state, const NodeGivenUp& event, Time /*at*/) {
  const Node& node = node_at(state, event.node);
  state.deadlines.erase({node.gives_up_at, DeadlineOf::node, node.id.value});
  state.nodes.erase(event.node);
}

}  // namespace relevo
