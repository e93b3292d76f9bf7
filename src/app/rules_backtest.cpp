#include "app/rules_backtest.h"

#include <algorithm>

namespace relevo {

void Backtest::look(const Board& board, const Tallies& tallies, Time now) {
  last_ = now;
  TallyFigures figures{tallies, now};
  const auto found =
      deviations_.look({.operation = operation_,
                        .now = now,
                        .figures = std::ref(figures),
                        .is_offline = [&](AgentId id) {
                          return id.value > board.agents().size() ||
                                 board.agents()[id.value - 1].state == AgentState::offline;
                        }});
  for (const Deviation& deviation : found) {
    Alert& alert =
        open_
            .try_emplace({deviation.rule, deviation.subject}, Alert{.since = now, .calm_since = {}})
            .first->second;
    alert.calm_since.reset();
  }
  for (auto entry = open_.begin(); entry != open_.end();) {
    auto& [key, alert] = *entry;
    if (!alert.calm_since && deviations_.is_over(key.first, key.second)) alert.calm_since = now;
    const bool ends = alert.calm_since && now - *alert.calm_since >= operation_.ladder.settle;
    if (ends) add(ended_, key, alert, now);
    entry = ends ? open_.erase(entry) : std::next(entry);
  }
}

std::map<RuleId, WouldHave> Backtest::result() const {
  std::map<RuleId, WouldHave> all = ended_;
  for (const auto& [key, alert] : open_) add(all, key, alert, last_);
  return all;
}

void Backtest::add(std::map<RuleId, WouldHave>& to, const Key& key, const Alert& alert, Time now) {
  const auto& [rule, subject] = key;
  WouldHave& of_rule = to[rule];
  ++of_rule.alerts;
  of_rule.subjects.insert(subject);
  const Duration lasted = alert.calm_since.value_or(now) - alert.since;
  if (of_rule.alerts > 1 && lasted <= of_rule.longest) return;
  of_rule.longest = lasted;
  of_rule.longest_of = subject;
}

}  // namespace relevo
