// The plain model's voice process: away, back with a report of all it has, or given up.
#include <map>

#include "sim/model.h"

namespace relevo::sim {

namespace {

constexpr Duration node_patience = seconds(60);

}  // namespace

Reject Model::take(const SeeNodeGone& command) {
  const bool is_older =
      node_.known && node_.session != 0 && node_.session != command.source.session;
  if (node_.away || is_older) return Reject::none;
  node_.known = node_.away = true;
  node_.away_since = at_;
  node_.gives_up_at = at_ + node_patience;
  return Reject::none;
}

/// What it reports happens while it still counts as away; then it is back, and what ran out
/// meanwhile is over without being held against anybody.
Reject Model::take(const Reconcile& command) {
  take_report(command);
  if (node_.away) {
    const auto contacts = contacts_;
    for (const auto& [id, was] : contacts) {
      const bool ran_out = was.state == ContactState::offered && contacts_.contains(id) &&
                           contacts_.at(id).state == ContactState::offered && was.due <= at_;
      if (ran_out) end_offer(contacts_.at(id), OfferEnd::failed);
    }
  }
  node_ = {.known = true, .session = command.source.session};
  return Reject::none;
}

/// Devices first: nobody is freed into being ready whose phone is gone.
void Model::take_report(const Reconcile& command) {
  for (const AgentSetup& agent : operation_.agents) {
    SeeDevices seen{.agent = agent.code};
    for (const DevicesReported& reported : command.devices) {
      if (reported.agent != agent.code) continue;
      seen.devices = reported.devices;
      seen.pages = reported.pages;
    }
    // What was known already is no sign of life.
    const Agent& known = agents_[agent.id.value - 1];
    if (seen.devices == known.devices && seen.pages == known.pages) continue;
    take(seen);
  }
  const bool is_new_process =
      node_.known && node_.session != 0 && node_.session != command.source.session;
  const Duration since_lost = node_.away ? at_ - node_.away_since : Duration{};
  std::map<LegId, bool> up;
  for (const LegReported& leg : command.legs) up[leg.leg] = leg.up;
  std::erase_if(beside_, [&](const auto& entry) {
    // As with the legs of agents, below.
    return !up.contains(entry.second.leg) && (is_new_process || entry.second.joined);
  });
  for (const auto& [leg, is_up] : up) {
    if (is_up) beside_joins(leg);
  }
  const auto contacts = contacts_;
  for (const auto& [id, was] : contacts) {
    const bool rings = was.state == ContactState::offered;
    const auto agent_leg = up.find(was.agent_leg);
    if (was.customer_leg && !up.contains(was.customer_leg)) {
      take(SeeLegGone{.leg = was.customer_leg, .gone = LegGone::us});
    } else if (!was.agent_leg) {
      continue;
    } else if (agent_leg == up.end()) {
      // One that should ring was perhaps not told yet to the voice that was there before.
      if (rings && !is_new_process) continue;
      take(SeeLegGone{.leg = was.agent_leg, .gone = LegGone::us});
    } else if (rings && agent_leg->second) {
      take(SeeAnswer{.source = {.age = since_lost}, .leg = was.agent_leg});
    }
  }
}

/// As if it were back and had nothing.
void Model::give_up_node() {
  take_report({.source = {.session = node_.session}});
  node_ = {};
}

}  // namespace relevo::sim
