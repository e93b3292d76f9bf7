#include "view/rule/deviations.h"

#include <algorithm>
#include <optional>

#include "view/rule/limit.h"

namespace relevo {

namespace {

/// Calls `use(id, retired)` for each subject of the kind, by ascending id.
template <class Use>
void for_each_subject(const Operation& operation, SubjectKind kind, const Use& use) {
  const auto all = [&](const auto& entries) {
    for (const auto& entry : entries) use(entry.id.value, entry.retired);
  };
  switch (kind) {
    case SubjectKind::operation:
      return use(1, false);
    case SubjectKind::queue:
      return all(operation.queues);
    case SubjectKind::campaign:
      return all(operation.campaigns);
    case SubjectKind::client:
      return all(operation.clients);
    case SubjectKind::agent:
      return all(operation.agents);
    case SubjectKind::team:
      return all(operation.teams);
    case SubjectKind::site:
      return all(operation.sites);
    case SubjectKind::place:
      for (const WorkPlace place : {WorkPlace::home, WorkPlace::on_site}) {
        use(static_cast<std::uint64_t>(place), false);
      }
      return;
  }
}

std::vector<std::uint64_t> ids_of(const Operation& operation, const RuleSetup& rule) {
  std::vector<std::uint64_t> only = rule.only;
  std::sort(only.begin(), only.end());
  std::vector<std::uint64_t> ids;
  for_each_subject(operation, rule.of, [&](std::uint64_t id, bool retired) {
    const bool is_meant = only.empty() || std::binary_search(only.begin(), only.end(), id);
    if (is_meant && !retired) ids.push_back(id);
  });
  return ids;
}

std::size_t count_of(const Operation& operation, SubjectKind kind) {
  std::size_t count = 0;
  for_each_subject(operation, kind, [&](std::uint64_t id, bool /*retired*/) { count = id; });
  return count;
}

/// Beyond the value, seen from where all is well.
bool is_beyond(const Value& value, std::int64_t scale, bool above, std::int64_t limit) {
  const auto order = compare(value, scale, limit);
  return above ? order > 0 : order < 0;
}

}  // namespace

/// Between the limit and `back` it stays what it was.
void Deviations::see(const Value& value, const Limit& limit, unsigned bit, Standing& standing) {
  const auto set = static_cast<std::uint8_t>(bit);
  const auto clear = static_cast<std::uint8_t>(~bit);
  if (is_beyond(value, limit.scale, limit.above, limit.limit)) {
    standing.outside |= set;
    standing.inside &= clear;
  } else if (!is_beyond(value, limit.scale, limit.above, limit.back)) {
    standing.inside |= set;
    standing.outside &= clear;
  }
}

std::vector<Deviation> Deviations::look(const Board& board, const Tallies& tallies, Time now) {
  TallyFigures figures{tallies, now};
  return look({.operation = board.operation(),
               .now = now,
               .figures = std::ref(figures),
               .is_offline = [&](AgentId id) {
                 return board.agents()[id.value - 1].state == AgentState::offline;
               }});
}

std::vector<Deviation> Deviations::look(const FiguresNow& at) {
  if (at.operation.version != version_) begin(at.operation);
  std::vector<std::vector<Value>> columns;
  columns.reserve(columns_.size());
  for (const ColumnAsked& asked : columns_) columns.push_back(at.figures(asked));
  std::vector<bool> offline;
  for (const AgentSetup& agent : at.operation.agents) offline.push_back(at.is_offline(agent.id));
  std::vector<Deviation> found;
  for (Watched& rule : rules_) {
    const auto all = static_cast<std::uint8_t>((1U << rule.limits.size()) - 1U);
    for (std::size_t i = 0; i < rule.ids.size(); ++i) {
      const std::size_t row = rule.ids[i] - 1;
      Standing& standing = rule.standings[i];
      bool known = true;
      for (std::size_t c = 0; c < rule.limits.size(); ++c) {
        const Value& value = columns[rule.limits[c].column][row];
        known = known && value.is_known();
        if (value.is_known()) see(value, rule.limits[c], 1U << c, standing);
      }
      const bool can_be = rule.of != SubjectKind::agent || !offline[row];
      const bool was_outside = standing.all_outside;
      standing.all_outside = standing.outside == all && can_be;
      if (standing.all_outside && !was_outside) standing.since = at.now;
      if (!standing.all_outside || !known || at.now - standing.since < rule.holds) continue;
      found.push_back({.rule = rule.rule,
                       .subject = {.kind = rule.of, .id = rule.ids[i]},
                       .value = columns[rule.limits.front().column][row]});
    }
  }
  return found;
}

bool Deviations::is_over(RuleId rule, Subject subject) const {
  const auto watched = std::lower_bound(
      rules_.begin(), rules_.end(), rule,
      [](const Watched& one, RuleId wanted) { return one.rule.value < wanted.value; });
  if (watched == rules_.end() || watched->rule != rule || watched->of != subject.kind) return false;
  const auto id = std::lower_bound(watched->ids.begin(), watched->ids.end(), subject.id);
  if (id == watched->ids.end() || *id != subject.id) return false;
  return watched->standings[static_cast<std::size_t>(id - watched->ids.begin())].inside != 0;
}

void Deviations::begin(const Operation& operation) {
  version_ = operation.version;
  columns_.clear();
  rules_.clear();
  for (const RuleSetup& rule : operation.rules) {
    if (!rule.retired) watch(operation, rule);
  }
}

/// A rule of a newer program, about an indicator that there is not, is left out.
void Deviations::watch(const Operation& operation, const RuleSetup& rule) {
  Watched watched{.rule = rule.id,
                  .of = rule.of,
                  .holds = rule.holds,
                  .limits = {},
                  .ids = ids_of(operation, rule),
                  .standings = {}};
  if (rule.when.empty() || rule.when.size() > conditions_max) return;
  for (const Condition& condition : rule.when) {
    if (indicator_of(condition.indicator.view()) == nullptr) return;
  }
  const std::size_t count = count_of(operation, rule.of);
  for (const Condition& condition : rule.when) {
    const Indicator* indicator = indicator_of(condition.indicator.view());
    watched.limits.push_back(
        {.column = column_of(
             {.indicator = indicator, .kind = rule.of, .window = condition.window, .count = count}),
         .scale = millionths_of(indicator->unit),
         .above = condition.above,
         .limit = condition.limit,
         .back = condition.back});
  }
  watched.standings.resize(watched.ids.size());
  rules_.push_back(std::move(watched));
}

std::size_t Deviations::column_of(const ColumnAsked& asked) {
  const auto same = std::find(columns_.begin(), columns_.end(), asked);
  if (same != columns_.end()) return static_cast<std::size_t>(same - columns_.begin());
  columns_.push_back(asked);
  return columns_.size() - 1;
}

}  // namespace relevo
