// Voice processes come and go: what waits while one is away, and what its report changes.
#include <map>
#include <set>

#include "core/core.h"
#include "core/rules.h"

namespace relevo {

namespace {

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
  if (contact.state == ContactState::queued && contact.rests()) {
    state.deadlines.insert({contact.rests_until, DeadlineOf::rest, contact.id.value});
  } else if (contact.state == ContactState::queued) {
    state.queues[contact.queue.value - 1].waiting.insert(
        {contact.queued_at - contact.credit, contact.id});
  } else if (const Offer* const rings = contact.ringing()) {
    state.deadlines.insert({rings->expires_at, DeadlineOf::offer, contact.id.value});
  }
}

void disarm(State& state, const Contact& contact) {
  if (contact.state == ContactState::queued) {
    state.queues[contact.queue.value - 1].waiting.erase(
        {contact.queued_at - contact.credit, contact.id});
    state.deadlines.erase({contact.rests_until, DeadlineOf::rest, contact.id.value});
  } else if (const Offer* const rings = contact.ringing()) {
    state.deadlines.erase({rings->expires_at, DeadlineOf::offer, contact.id.value});
  }
}

namespace {

/// What can be rung at and what waits for it changes with the nodes that are away.
template <class Change>
void change_nodes(State& state, NodeId id, const Change& change) {
  for (const auto& [contact_id, contact] : state.contacts) {
    if (contact.node == id) disarm(state, contact);
  }
  for (const Agent& agent : state.agents) {
    if (agent.state == AgentState::ready) leave_ready(state, agent);
  }
  change();
  for (const auto& [contact_id, contact] : state.contacts) {
    if (contact.node == id) arm(state, contact);
  }
  for (const Agent& agent : state.agents) {
    if (agent.state == AgentState::ready) join_ready(state, agent);
  }
}

}  // namespace

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
    if (contact.node) nodes.insert(contact.node);
  }
  for (const Agent& agent : state.agents) {
    for (const DevicesAt& has : agent.devices_at) nodes.insert(has.node);
  }
  Events events;
  for (const NodeId id : nodes) {
    if (events.size() < nodes_max) events.emplace_back(lost(id, at));
  }
  return events;
}

namespace {

/// Devices whose number is another than before: what was known before a call did not get through
/// says nothing of the phone, which will tell of itself.
void add_devices(std::vector<Command>& facts, const State& state, const Reconcile& report) {
  std::map<Code, DevicesReported> devices;
  for (const DevicesReported& reported : report.devices) devices[reported.agent] = reported;
  for (const auto& [code, agent] : state.agent_of_code) {
    const auto found = devices.find(code);
    const DevicesReported now = found == devices.end() ? DevicesReported{} : found->second;
    const DevicesAt before = devices_at(*state.agent(agent), report.source.node);
    if (now.devices == before.devices && now.pages == before.pages) continue;
    facts.emplace_back(SeeDevices{
        .source = report.source, .agent = code, .devices = now.devices, .pages = now.pages});
  }
}

struct LegsOfReport {
  std::map<LegId, bool> up;  // Those that it has.
  bool was_away = false;
  Duration since_lost;  // When a leg was answered nobody knows: at the latest then.
  bool is_new_process = false;
};

LegsOfReport legs_of(const State& state, const Reconcile& report, Time at) {
  LegsOfReport legs{.up = {},
                    .was_away = state.is_away(report.source.node),
                    .since_lost = {},
                    .is_new_process = is_of_other_process(state, report.source)};
  for (const LegReported& leg : report.legs) legs.up[leg.leg] = leg.up;
  if (legs.was_away) legs.since_lost = at - state.nodes.at(report.source.node).away_since;
  return legs;
}

/// Of a supervisor's leg: as of an agent's, but that voice itself ends one that rings for too long.
void add_supervision(std::vector<Command>& facts, const Supervision& one,
                     const LegsOfReport& report) {
  const auto found = report.up.find(one.leg);
  if (found == report.up.end()) {
    if (!one.has_joined() && !report.is_new_process) return;
    facts.emplace_back(SeeLegGone{.leg = one.leg, .gone = LegGone::us});
  } else if (found->second && !one.has_joined()) {
    facts.emplace_back(SeeAnswer{.source = {.age = report.since_lost}, .leg = one.leg});
  }
}

/// Of an agent's leg, which rings by `offer` or is up. One that should ring and is not there was
/// lost with a voice that died; to the voice that was there before it may not have been told yet,
/// and is made now.
void add_agent_leg(std::vector<Command>& facts, LegId leg, const Offer& offer,
                   const LegsOfReport& report, Time at) {
  const auto found = report.up.find(leg);
  const bool rings = static_cast<bool>(offer.id);
  if (found == report.up.end()) {
    if (!rings || report.is_new_process) {
      facts.emplace_back(SeeLegGone{.leg = leg, .gone = LegGone::us});
    } else if (report.was_away && offer.expires_at <= at) {
      facts.emplace_back(SeeLegGone{.leg = leg, .gone = LegGone::no_answer});
    }
  } else if (rings && found->second) {
    facts.emplace_back(SeeAnswer{.source = {.age = report.since_lost}, .leg = leg});
  } else if (rings && report.was_away && offer.expires_at <= at) {
    facts.emplace_back(SeeLegGone{.leg = leg, .gone = LegGone::no_answer});
  }
}

/// The second's comes before the agent's: whether they are there says what the agent's end means.
void add_legs(std::vector<Command>& facts, const Contact& contact, const LegsOfReport& report,
              Time at) {
  const auto gone = [&](LegId leg) {
    facts.emplace_back(SeeLegGone{.leg = leg, .gone = LegGone::us});
  };
  if (!report.up.contains(contact.customer_leg)) {
    gone(contact.customer_leg);
  } else if (!contact.agent_leg) {
    return;
  } else {
    if (contact.second) {
      add_agent_leg(facts, contact.second.leg, contact.second.offer, report, at);
    }
    add_agent_leg(facts, contact.agent_leg, contact.offer, report, at);
  }
  for (const Supervision& one : contact.supervisors) add_supervision(facts, one, report);
}

}  // namespace

/// Devices come first, so that nobody whose device is gone is ready for what the legs' ends set
/// free. Legs of that node that its report does not have are gone by our fault, users without a
/// device in it have none. An agent's leg that is up was answered, and the fact of it was lost with
/// a voice that died.
std::vector<Command> facts_of(const State& state, const Reconcile& report, Time at) {
  std::vector<Command> facts;
  add_devices(facts, state, report);
  const LegsOfReport legs = legs_of(state, report, at);
  for (const auto& [id, contact] : state.contacts) {
    if (contact.node != report.source.node || contact.state == ContactState::wrap_up) continue;
    add_legs(facts, contact, legs, at);
  }
  return facts;
}

std::optional<NodeBack> node_back(const State& state, const Source& source, Time at) {
  if (!source.node || !has_room_for(state, source.node)) return std::nullopt;
  const auto known = state.nodes.find(source.node);
  NodeBack back{.node = source.node, .session = source.session};
  if (known == state.nodes.end()) return back;
  const Node& node = known->second;
  if (!node.away && node.session == source.session) return std::nullopt;
  if (node.away) back.away = at - node.away_since;
  return back;
}

NodeGivenUp given_up(const State& state, NodeId id, const Asked& asked) {
  return {.node = id, .away = asked.at - state.nodes.at(id).away_since};
}

void apply(State& state, const NodeLost& event, Time at) {
  Node& node = state.nodes.try_emplace(event.node, Node{.id = event.node}).first->second;
  if (node.away) {
    state.deadlines.erase({node.gives_up_at, DeadlineOf::node, node.id.value});
  } else {
    node.away_since = at;
    change_nodes(state, event.node, [&] { node.away = true; });
  }
  node.gives_up_at = event.gives_up_at;
  state.deadlines.insert({node.gives_up_at, DeadlineOf::node, node.id.value});
}

void apply(State& state, const NodeBack& event, Time /*at*/) {
  Node& node = state.nodes.try_emplace(event.node, Node{.id = event.node}).first->second;
  node.session = event.session;
  if (!node.away) return;
  state.deadlines.erase({node.gives_up_at, DeadlineOf::node, node.id.value});
  change_nodes(state, event.node, [&] { node = {.id = event.node, .session = event.session}; });
}

void apply(State& state, const NodeGivenUp& event, Time /*at*/) {
  const auto node = state.nodes.find(event.node);
  RELEVO_ASSERT(node != state.nodes.end());
  state.deadlines.erase({node->second.gives_up_at, DeadlineOf::node, event.node.value});
  state.nodes.erase(node);
}

}  // namespace relevo
