// A deviation and whoever takes care of it: opened once for each cause, told, climbing, over.
#include <algorithm>

#include "core/ladder.h"
#include "core/rules.h"

namespace relevo {

namespace {

constexpr Duration nudges_within = hours(1);

const Alert* alert_about(const State& state, RuleId rule, const Subject& subject) {
  const auto found = state.alert_of.find({rule, subject});
  return found == state.alert_of.end() ? nullptr : &state.alerts.at(found->second);
}

tl::expected<const Alert*, Reject> alert_of(const State& state, AlertId id) {
  const auto found = state.alerts.find(id);
  if (found == state.alerts.end()) return reject(Reject::alert_not_found);
  return &found->second;
}

Alert& alert_at(State& state, AlertId id) {
  const auto found = state.alerts.find(id);
  RELEVO_ASSERT(found != state.alerts.end());
  return found->second;
}

/// Whether the rule, as it is now, is about the subject.
bool is_about(const Operation& operation, const RuleSetup& rule, const Subject& subject) {
  if (rule.retired || rule.of != subject.kind || !is_there(operation, subject)) return false;
  return rule.only.empty() ||
         std::find(rule.only.begin(), rule.only.end(), subject.id) != rule.only.end();
}

/// When an alert at this level climbs that begins to wait there now; zero: it has nowhere to go.
Time climbs_at(const State& state, const Alert& alert, std::uint32_t level, UserId owner, Time at) {
  const Ladder& ladder = state.operation->ladder;
  if (owner) return at + ladder.handling;
  if (next_level(*state.operation, level, alert.subject) == 0) return {};
  return at + stays_at(ladder, level, alert.severity);
}

bool is_snoozed(const Alert& alert, Time at) { return alert.snoozed_until > at; }

SiteId site_of(const State& state, const Subject& subject) {
  if (subject.kind != SubjectKind::agent) return {};
  return state.operation->agents[subject.id - 1].site;
}

/// The alert that stands for those of agents at the site; nullptr: none.
const Alert* covering(const State& state, SiteId site) {
  if (!site) return nullptr;
  for (const RuleSetup& rule : state.operation->rules) {
    if (!rule.covers) continue;
    const Alert* alert = alert_about(state, rule.id, {.kind = SubjectKind::site, .id = site.value});
    if (alert != nullptr) return alert;
  }
  return nullptr;
}

AlertEnded ended(const Alert& alert, AlertEnd end, const Asked& asked) {
  return {.alert = alert.id, .end = end, .by = asked.by, .lasted = asked.at - alert.opened_at};
}

/// What the alert of the site stands for from now on.
void cover(Events& events, const State& state, const Alert& alert, const Asked& asked) {
  for (const auto& [id, other] : state.alerts) {
    const SiteId site = site_of(state, other.subject);
    if (!site || site.value != alert.subject.id) continue;
    AlertEnded event = ended(other, AlertEnd::covered, asked);
    event.covered = alert.id;
    events.emplace_back(event);
  }
}

bool has_nudge_left(const State& state, const Agent& agent, Time at) {
  const auto recent = std::count_if(agent.nudged_at.begin(), agent.nudged_at.end(),
                                    [at](Time then) { return then > at - nudges_within; });
  return recent < std::int64_t{state.operation->ladder.nudges_max};
}

Events open(const State& state, const RuleSetup& rule, const SeeDeviation& seen,
            const Asked& asked) {
  const Operation& operation = *state.operation;
  Alert alert;
  alert.id = {state.alerts_made + 1};
  alert.subject = seen.subject;
  alert.severity = rule.severity;
  const Agent* const agent =
      seen.subject.kind == SubjectKind::agent ? state.agent({seen.subject.id}) : nullptr;
  const bool is_here = agent != nullptr && agent->signed_in();
  const bool is_theirs_first = is_here && stays_at(operation.ladder, 0, rule.severity) > Duration{};
  if (!is_theirs_first) alert.level = next_level(operation, 0, seen.subject);
  Events events;
  events.emplace_back(AlertOpened{.alert = alert.id,
                                  .rule = rule.id,
                                  .subject = seen.subject,
                                  .severity = rule.severity,
                                  .level = alert.level,
                                  .nudged = is_here && has_nudge_left(state, *agent, asked.at),
                                  .part = seen.part,
                                  .whole = seen.whole,
                                  .climbs_at = climbs_at(state, alert, alert.level, {}, asked.at)});
  if (rule.covers) cover(events, state, alert, asked);
  return events;
}

/// Around each change of when something is due for the alert.
Deadline deadline_of(const Alert& alert) {
  return {.at = alert.due_at(), .of = DeadlineOf::alert, .id = alert.id.value};
}

/// Takes the alert's deadline away, lets it be changed, and arms what is due then.
template <class Change>
void change(State& state, AlertId id, Change&& change_alert) {
  Alert& alert = alert_at(state, id);
  state.deadlines.erase(deadline_of(alert));
  change_alert(alert);
  if (alert.due_at() > Time{}) state.deadlines.insert(deadline_of(alert));
}

}  // namespace

/// Nothing when there is an alert about it that is not calm, or one of its site that stands for it.
///
/// Rejects: rule_not_found, alerts_full.
Decision decide(const State& state, const SeeDeviation& command, const Asked& asked) {
  const RuleSetup* const rule = entry_of(state.operation->rules, command.rule);
  if (rule == nullptr || !is_about(*state.operation, *rule, command.subject)) {
    return reject(Reject::rule_not_found);
  }
  if (const Alert* const alert = alert_about(state, command.rule, command.subject)) {
    if (!alert->is_calm()) return Events{};
    const Time climbs = is_snoozed(*alert, asked.at)
                            ? Time{}
                            : climbs_at(state, *alert, alert->level, alert->owner, asked.at);
    return Events{AlertReturned{.alert = alert->id,
                                .count = alert->count + 1,
                                .part = command.part,
                                .whole = command.whole,
                                .climbs_at = climbs}};
  }
  if (covering(state, site_of(state, command.subject)) != nullptr) return Events{};
  if (state.alerts.size() >= alerts_max) return reject(Reject::alerts_full);
  return open(state, *rule, command, asked);
}

/// Nothing without an alert, or when it is calm already.
Decision decide(const State& state, const SeeDeviationOver& command, const Asked& asked) {
  const Alert* const alert = alert_about(state, command.rule, command.subject);
  if (alert == nullptr || alert->is_calm()) return Events{};
  return Events{
      AlertCalmed{.alert = alert->id, .settles_at = asked.at + state.operation->ladder.settle}};
}

/// Nothing for who has it already: their time does not begin anew.
///
/// Rejects: alert_not_found.
Decision decide(const State& state, const AcknowledgeAlert& command, const Asked& asked) {
  const auto alert = alert_of(state, command.alert);
  if (!alert) return reject(alert.error());
  if (asked.by && (*alert)->owner == asked.by) return Events{};
  return Events{AlertAcknowledged{
      .alert = command.alert,
      .by = asked.by,
      .climbs_at = climbs_at(state, **alert, (*alert)->level, asked.by, asked.at)}};
}

/// Rejects: alert_not_found, alert_of_other.
Decision decide(const State& state, const HandBackAlert& command, const Asked& asked) {
  const auto alert = alert_of(state, command.alert);
  if (!alert) return reject(alert.error());
  if (!(*alert)->owner || (*alert)->owner != asked.by) return reject(Reject::alert_of_other);
  return Events{
      AlertHandedBack{.alert = command.alert,
                      .by = asked.by,
                      .climbs_at = climbs_at(state, **alert, (*alert)->level, {}, asked.at)}};
}

/// Rejects: alert_not_found, snooze_too_long.
Decision decide(const State& state, const SnoozeAlert& command, const Asked& asked) {
  const auto alert = alert_of(state, command.alert);
  if (!alert) return reject(alert.error());
  if (command.lasts <= Duration{} || command.lasts > state.operation->ladder.snooze_max) {
    return reject(Reject::snooze_too_long);
  }
  return Events{
      AlertSnoozed{.alert = command.alert, .by = asked.by, .until = asked.at + command.lasts}};
}

/// Rejects: alert_not_found.
Decision decide(const State& state, const ResolveAlert& command, const Asked& asked) {
  const auto alert = alert_of(state, command.alert);
  if (!alert) return reject(alert.error());
  return Events{ended(**alert, AlertEnd::resolved, asked)};
}

/// Rejects: alert_not_found.
Decision decide(const State& state, const MarkAlert& command, const Asked& asked) {
  if (!command.alert || command.alert.value > state.alerts_made) {
    return reject(Reject::alert_not_found);
  }
  return Events{AlertMarked{.alert = command.alert, .by = asked.by, .useful = command.useful}};
}

Events alert_due(const State& state, AlertId id, const Asked& asked) {
  const Alert& alert = state.alerts.at(id);
  if (alert.is_calm()) return {ended(alert, AlertEnd::recovered, asked)};
  if (alert.snoozed_until > Time{}) {
    return {AlertWoke{.alert = id,
                      .climbs_at = climbs_at(state, alert, alert.level, alert.owner, asked.at)}};
  }
  const std::uint32_t next = next_level(*state.operation, alert.level, alert.subject);
  const std::uint32_t level = next == 0 ? alert.level : next;
  return {AlertClimbed{.alert = id,
                       .from = alert.level,
                       .level = level,
                       .owner = alert.owner,
                       .climbs_at = climbs_at(state, alert, level, {}, asked.at)}};
}

void end_alerts_of_no_rule(Events& events, const State& state, const Operation& next,
                           const Asked& asked) {
  for (const auto& [id, alert] : state.alerts) {
    const RuleSetup& rule = next.rules[alert.rule.value - 1];
    if (is_about(next, rule, alert.subject)) continue;
    events.emplace_back(ended(alert, AlertEnd::rule_gone, {.at = asked.at, .by = {}}));
  }
}

void apply(State& state, const AlertOpened& event, Time at) {
  Alert alert;
  alert.id = event.alert;
  alert.rule = event.rule;
  alert.subject = event.subject;
  alert.severity = event.severity;
  alert.level = event.level;
  alert.count = 1;
  alert.opened_at = at;
  alert.climbs_at = event.climbs_at;
  state.alerts_made = event.alert.value;
  state.alerts.emplace(event.alert, alert);
  state.alert_of.emplace(std::pair{event.rule, event.subject}, event.alert);
  if (event.climbs_at > Time{}) state.deadlines.insert(deadline_of(alert));
  if (!event.nudged) return;
  std::vector<Time>& nudged_at = agent_at(state, {event.subject.id}).nudged_at;
  std::erase_if(nudged_at, [at](Time then) { return then <= at - nudges_within; });
  nudged_at.push_back(at);
}

void apply(State& state, const AlertClimbed& event, Time /*at*/) {
  change(state, event.alert, [&](Alert& alert) {
    alert.level = event.level;
    alert.owner = {};
    alert.climbs_at = event.climbs_at;
  });
}

void apply(State& state, const AlertAcknowledged& event, Time /*at*/) {
  change(state, event.alert, [&](Alert& alert) {
    alert.owner = event.by;
    alert.snoozed_until = {};
    alert.climbs_at = event.climbs_at;
  });
}

void apply(State& state, const AlertHandedBack& event, Time /*at*/) {
  change(state, event.alert, [&](Alert& alert) {
    alert.owner = {};
    alert.snoozed_until = {};
    alert.climbs_at = event.climbs_at;
  });
}

void apply(State& state, const AlertSnoozed& event, Time /*at*/) {
  change(state, event.alert, [&](Alert& alert) {
    alert.snoozed_until = event.until;
    alert.climbs_at = {};
  });
}

void apply(State& state, const AlertWoke& event, Time /*at*/) {
  change(state, event.alert, [&](Alert& alert) {
    alert.snoozed_until = {};
    alert.climbs_at = event.climbs_at;
  });
}

void apply(State& state, const AlertCalmed& event, Time /*at*/) {
  change(state, event.alert, [&](Alert& alert) { alert.settles_at = event.settles_at; });
}

void apply(State& state, const AlertReturned& event, Time at) {
  change(state, event.alert, [&](Alert& alert) {
    alert.count = event.count;
    alert.settles_at = {};
    alert.climbs_at = event.climbs_at;
    if (!is_snoozed(alert, at)) alert.snoozed_until = {};
  });
}

void apply(State& state, const AlertEnded& event, Time /*at*/) {
  const Alert& alert = alert_at(state, event.alert);
  state.deadlines.erase(deadline_of(alert));
  state.alert_of.erase({alert.rule, alert.subject});
  state.alerts.erase(event.alert);
}

}  // namespace relevo
