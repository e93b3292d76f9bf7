// The whole list behind a routing decision.
#include "core/explain.h"

#include <algorithm>

#include "core/rules.h"
#include "core/strategy/strategy.h"

namespace relevo {

namespace {

class Explaining {
 public:
  Explaining(const State& state, const Contact& contact, Time at)
      : state_(state),
        contact_(contact),
        at_(at),
        setup_(state.setup(contact.queue)),
        rule_(rule_of(setup_.strategy)) {}

  void tell(Explanation& told) {
    const Events events = route_contact(state_, contact_.id, at_);
    if (!events.empty()) told.chosen = std::get<RoutingDecided>(events[0]).agent;
    // Those at whom it rang come into question when nobody else does: then the chosen is of them.
    const bool second_choice = told.chosen && rang_at(contact_, told.chosen);
    for (const ReadyKey& key : state_.queues[contact_.queue.value - 1].ready) {
      if (rang_at(contact_, key.agent) == second_choice) candidates_.push_back(key);
    }
    for (const ReadyKey& key : candidates_) told.agents.push_back(look_at(key.agent));
    for (const Agent& agent : state_.agents) {
      const bool is_candidate = std::any_of(candidates_.begin(), candidates_.end(),
                                            [&](const auto& key) { return key.agent == agent.id; });
      if (!is_candidate) told.agents.push_back(look_at(agent.id));
    }
    if (candidates_.size() > 1) told.runner_up = candidates_[1].agent;
    told.decided_by = decided_by();
  }

 private:
  DecidedBy decided_by() const {
    if (candidates_.empty()) return DecidedBy::nobody;
    if (candidates_.size() == 1) return DecidedBy::only_one;
    const ReadyKey& first = candidates_[0];
    const ReadyKey& second = candidates_[1];
    if (first.rank != second.rank) return DecidedBy::score;
    if (first.idle_since == second.idle_since) return DecidedBy::id;
    // The score of the longest idle is their idle time.
    return rule_.strategy == Strategy::longest_idle ? DecidedBy::score : DecidedBy::idle;
  }

  AgentExplained look_at(AgentId id) const {
    const Agent& agent = *state_.agent(id);
    const AgentSetup& setup = state_.operation->agents[id.value - 1];
    AgentExplained told{.agent = id, .state = agent.state};
    const Membership* member = membership_of(state_, id, contact_.queue);
    if (member == nullptr) {
      told.kept_out = KeptOut::retired;
      const auto missing = missing_skill(setup_, setup);
      if (setup.retired || !missing) return told;
      told.kept_out = KeptOut::not_skilled;
      told.missing = missing->wanted.skill;
      told.level_wanted = missing->wanted.level;
      told.level = missing->level;
      return told;
    }
    const ReadyKey key{.rank = rule_.rank(*member),
                       .idle_since = keeps_idle_clock(agent.state) ? agent.idle_since : at_,
                       .agent = id};
    told.score = rule_.score(key, at_);
    told.kept_out = kept_out(agent);
    told.idle = at_ - key.idle_since;
    compare(told, key);
    return told;
  }

  KeptOut kept_out(const Agent& agent) const {
    if (agent.state != AgentState::ready) return KeptOut::state;
    if (!state_.is_reachable(agent)) return KeptOut::node_away;
    const bool is_candidate = std::any_of(candidates_.begin(), candidates_.end(),
                                          [&](const auto& key) { return key.agent == agent.id; });
    return is_candidate ? KeptOut::none : KeptOut::rang_before;
  }

  /// What is missing to stand before the chosen.
  void compare(AgentExplained& told, const ReadyKey& key) const {
    if (candidates_.empty()) {
      told.chosen_if_free = true;
      return;
    }
    const ReadyKey& first = candidates_[0];
    if (key.agent == first.agent) return;
    if (key < first) {
      told.chosen_if_free = true;
      return;
    }
    ReadyKey equal = key;
    equal.rank = first.rank;
    if (key.rank > first.rank) {
      told.points_short = key.rank - first.rank + (equal < first ? 0 : 1);
      return;
    }
    const Duration behind = key.idle_since - first.idle_since;
    told.idle_short = key.agent < first.agent ? behind : behind + microseconds(1);
  }

  const State& state_;
  const Contact& contact_;
  Time at_;
  const QueueSetup& setup_;
  const StrategyRule& rule_;
  std::vector<ReadyKey> candidates_;
};

}  // namespace

Explanation explain_decision(const State& before, ContactId contact, QueueId queue, Time at) {
  Explanation told{.contact = contact, .queue = queue};
  const auto found = before.contacts.find(contact);
  if (found == before.contacts.end() || found->second.queue != queue) return told;
  const Contact& waiting = found->second;
  if (!waits(before, waiting)) return told;
  told.waits = true;
  told.strategy = before.setup(queue).strategy;
  told.waited = at - waiting.queued_at;
  told.credit = waiting.credit;
  Explaining{before, waiting, at}.tell(told);
  return told;
}

}  // namespace relevo
