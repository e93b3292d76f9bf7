// Who gets which contact: the one decision of the product that must be fair and be explained.
#include <algorithm>

#include "core/core.h"
#include "core/rules.h"
#include "core/strategy/strategy.h"

namespace relevo {

const Membership* membership_of(const State& state, AgentId agent, QueueId queue) {
  for (const Membership& member : state.memberships[agent.value - 1]) {
    if (member.queue == queue) return &member;
  }
  return nullptr;
}

bool rang_at(const Contact& contact, AgentId agent) {
  return std::find(contact.rang.begin(), contact.rang.end(), agent) != contact.rang.end();
}

void note_rang(Contact& contact, AgentId agent) {
  if (contact.rang.full()) {
    for (std::size_t i = 1; i < Contact::rang_max; ++i) {
      contact.rang.items[i - 1] = contact.rang.items[i];
    }
    contact.rang.size -= 1;
  }
  contact.rang.push_back(agent);
}

bool waits(const State& state, const Contact& contact) {
  return contact.state == ContactState::queued && !contact.rests() && !state.is_away(contact.node);
}

namespace {

/// Ready agents best first: those at whom this contact has not rung yet, at most `best_max`, or,
/// without any, those who let it ring and said ready again, and who handed it over.
struct Best {
  List<ReadyKey, RoutingDecided::candidates_max> agents;
  std::uint32_t rang_before = 0;
};

bool is_ready_for(const State& state, AgentId agent, QueueId queue) {
  const Membership* member = membership_of(state, agent, queue);
  if (member == nullptr) return false;
  const StrategyRule& rule = rule_of(state.setup(queue).strategy);
  return state.queues[queue.value - 1].ready.contains(
      {rule.rank(*member), state.agent(agent)->idle_since, agent});
}

Best best_of(const State& state, const Contact& contact) {
  Best best;
  List<ReadyKey, RoutingDecided::candidates_max> second_choice;
  for (const ReadyKey& key : state.queues[contact.queue.value - 1].ready) {
    if (best.agents.full()) break;
    if (!rang_at(contact, key.agent)) {
      best.agents.push_back(key);
    } else if (!second_choice.full()) {
      second_choice.push_back(key);
    }
  }
  if (best.agents.empty()) {
    best.agents = second_choice;
    return best;
  }
  for (const AgentId* agent = contact.rang.begin(); agent != contact.rang.end(); ++agent) {
    // An agent stands in `rang` once per time it rang there.
    const bool counted = std::find(contact.rang.begin(), agent, *agent) != agent;
    if (!counted && is_ready_for(state, *agent, contact.queue)) best.rang_before += 1;
  }
  return best;
}

std::uint32_t in_state(const Queue& queue, AgentState state) {
  return queue.by_state[static_cast<std::size_t>(state)];
}

}  // namespace

Events route_contact(const State& state, ContactId id, Time at) {
  const auto found = state.contacts.find(id);
  if (found == state.contacts.end()) return {};
  const Contact& contact = found->second;
  if (!waits(state, contact)) return {};
  const Queue& queue = state.queues[contact.queue.value - 1];
  if (queue.ready.empty()) return {};
  const QueueSetup& setup = state.setup(contact.queue);
  const StrategyRule& rule = rule_of(setup.strategy);
  const Best best = best_of(state, contact);
  const Agent& chosen = *state.agent(best.agents[0].agent);

  RoutingDecided decided{
      .contact = contact.id,
      .queue = contact.queue,
      .agent = chosen.id,
      .strategy = setup.strategy,
      .rules_version = rules_version,
      .waited = at - contact.queued_at,
      .credit = contact.credit,
      .eligible = static_cast<std::uint32_t>(queue.ready.size()) - best.rang_before,
      .not_skilled =
          static_cast<std::uint32_t>(state.agents.size()) - queue.members - state.agents_retired,
      .offline = in_state(queue, AgentState::offline),
      .on_contact = in_state(queue, AgentState::reserved) + in_state(queue, AgentState::dialing) +
                    in_state(queue, AgentState::talking) + in_state(queue, AgentState::hold) +
                    in_state(queue, AgentState::consult),
      .wrapping_up = in_state(queue, AgentState::wrap_up),
      .off_phone = in_state(queue, AgentState::off_phone_work),
      .on_break = in_state(queue, AgentState::break_),
      .unreachable = in_state(queue, AgentState::unreachable),
      .missed = in_state(queue, AgentState::missed),
      .rang_before = best.rang_before,
      .node_away =
          in_state(queue, AgentState::ready) - static_cast<std::uint32_t>(queue.ready.size()),
      .retired = state.agents_retired};
  for (const ReadyKey& key : best.agents) {
    decided.candidates.push_back({.agent = key.agent, .score = rule.score(key, at)});
  }
  return Events{
      decided,
      OfferMade{.offer = {state.offers_made + 1},
                .contact = contact.id,
                .agent = chosen.id,
                .queue = contact.queue,
                .leg = {state.legs_made + 1},
                .expires_at = at + setup.ring,
                .waited = decided.waited},
      change_of(chosen,
                {.to = AgentState::reserved, .cause = Cause::routing, .contact = contact.id},
                {.at = at, .by = {}})};
}

void apply(State& /*state*/, const RoutingDecided& /*event*/, Time /*at*/) {
  // The reasons are for people; OfferMade carries the outcome.
}

bool State::is_reachable(const Agent& agent) const {
  return std::any_of(agent.devices_at.begin(), agent.devices_at.end(),
                     [&](const DevicesAt& has) { return !is_away(has.node); });
}

void join_ready(State& state, const Agent& agent) {
  if (!state.is_reachable(agent)) return;
  for (const Membership& member : state.memberships[agent.id.value - 1]) {
    const StrategyRule& rule = rule_of(state.setup(member.queue).strategy);
    state.queues[member.queue.value - 1].ready.insert(
        {rule.rank(member), agent.idle_since, agent.id});
  }
}

void leave_ready(State& state, const Agent& agent) {
  for (const Membership& member : state.memberships[agent.id.value - 1]) {
    const StrategyRule& rule = rule_of(state.setup(member.queue).strategy);
    state.queues[member.queue.value - 1].ready.erase(
        {rule.rank(member), agent.idle_since, agent.id});
  }
}

}  // namespace relevo
