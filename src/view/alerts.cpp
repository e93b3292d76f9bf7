#include "view/alerts.h"

#include <algorithm>

namespace relevo {

AlertState AlertRow::state() const {
  if (end != AlertEnd::none) return AlertState::resolved;
  if (settles_at > Time{}) return AlertState::calm;
  if (snoozed_until > Time{}) return AlertState::snoozed;
  return owner ? AlertState::acknowledged : AlertState::open;
}

struct Alerts::Fold {
  Alerts& alerts;
  Time at;

  void operator()(const AlertOpened& event) const {
    alerts.open_[event.alert] = {.id = event.alert,
                                 .rule = event.rule,
                                 .subject = event.subject,
                                 .severity = event.severity,
                                 .level = event.level,
                                 .count = 1,
                                 .nudged = event.nudged,
                                 .opened_at = at,
                                 .climbs_at = event.climbs_at,
                                 .part = event.part,
                                 .whole = event.whole};
    alerts.about_[{event.rule, event.subject}] = event.alert;
    alerts.changes_.insert(event.alert);
    ++alerts.counts_[event.rule].fired;
  }

  void operator()(const AlertClimbed& event) const {
    change(event.alert, [&](AlertRow& row) {
      row.level = event.level;
      row.owner = {};
      row.climbs_at = event.climbs_at;
    });
  }

  void operator()(const AlertAcknowledged& event) const {
    change(event.alert, [&](AlertRow& row) {
      row.owner = event.by;
      row.snoozed_until = {};
      row.climbs_at = event.climbs_at;
    });
  }

  void operator()(const AlertHandedBack& event) const {
    change(event.alert, [&](AlertRow& row) {
      row.owner = {};
      row.snoozed_until = {};
      row.climbs_at = event.climbs_at;
    });
  }

  void operator()(const AlertSnoozed& event) const {
    change(event.alert, [&](AlertRow& row) {
      row.snoozed_until = event.until;
      row.climbs_at = {};
    });
  }

  void operator()(const AlertWoke& event) const {
    change(event.alert, [&](AlertRow& row) {
      row.snoozed_until = {};
      row.climbs_at = event.climbs_at;
    });
  }

  void operator()(const AlertCalmed& event) const {
    change(event.alert, [&](AlertRow& row) { row.settles_at = event.settles_at; });
  }

  void operator()(const AlertReturned& event) const {
    change(event.alert, [&](AlertRow& row) {
      row.count = event.count;
      row.part = event.part;
      row.whole = event.whole;
      row.settles_at = {};
      row.climbs_at = event.climbs_at;
      if (row.snoozed_until <= at) row.snoozed_until = {};
    });
  }

  void operator()(const AlertEnded& event) const {
    const auto found = alerts.open_.find(event.alert);
    if (found == alerts.open_.end()) return;
    AlertRow row = std::move(found->second);
    alerts.open_.erase(found);
    alerts.about_.erase({row.rule, row.subject});
    row.end = event.end;
    row.ended_at = at;
    row.ended_by = event.by;
    row.covered_by = event.covered;
    row.climbs_at = {};
    row.snoozed_until = {};
    row.settles_at = {};
    RuleCounts& counts = alerts.counts_[row.rule];
    if (event.end == AlertEnd::recovered) ++counts.recovered;
    if (event.end == AlertEnd::resolved) ++counts.resolved;
    if (event.end == AlertEnd::covered) ++counts.covered;
    if (event.end == AlertEnd::rule_gone) ++counts.rule_gone;
    alerts.ended_.push_back(std::move(row));
    alerts.forget_oldest();
    alerts.changes_.insert(event.alert);
  }

  void operator()(const AlertMarked& event) const {
    AlertRow* const row = row_of(event.alert);
    if (row == nullptr) return;
    RuleCounts& counts = alerts.counts_[row->rule];
    if (const auto before = row->marks.find(event.by); before != row->marks.end()) {
      --(before->second ? counts.useful : counts.not_useful);
    }
    ++(event.useful ? counts.useful : counts.not_useful);
    row->marks[event.by] = event.useful;
    alerts.changes_.insert(event.alert);
  }

  template <class E>
  void operator()(const E& /*event*/) const {}

 private:
  AlertRow* row_of(AlertId id) const {
    if (const auto found = alerts.open_.find(id); found != alerts.open_.end()) {
      return &found->second;
    }
    const auto found = std::find_if(alerts.ended_.begin(), alerts.ended_.end(),
                                    [id](const AlertRow& row) { return row.id == id; });
    return found == alerts.ended_.end() ? nullptr : &*found;
  }

  template <class Change>
  void change(AlertId id, Change&& change_row) const {
    const auto found = alerts.open_.find(id);
    if (found == alerts.open_.end()) return;
    change_row(found->second);
    alerts.changes_.insert(id);
  }
};

void Alerts::apply(const Record& record) {
  std::visit(Fold{.alerts = *this, .at = record.at}, record.event);
}

const AlertRow* Alerts::find(AlertId id) const {
  if (const auto found = open_.find(id); found != open_.end()) return &found->second;
  const auto found = std::find_if(ended_.begin(), ended_.end(),
                                  [id](const AlertRow& row) { return row.id == id; });
  return found == ended_.end() ? nullptr : &*found;
}

const AlertRow* Alerts::about(RuleId rule, const Subject& subject) const {
  const auto found = about_.find({rule, subject});
  return found == about_.end() ? nullptr : &open_.at(found->second);
}

std::optional<Time> Alerts::resolved_at(RuleId rule, const Subject& subject) const {
  const auto last = std::find_if(ended_.rbegin(), ended_.rend(), [&](const AlertRow& row) {
    return row.rule == rule && row.subject == subject && row.end == AlertEnd::resolved;
  });
  if (last == ended_.rend()) return std::nullopt;
  return last->ended_at;
}

RuleCounts Alerts::counts(RuleId rule) const {
  const auto found = counts_.find(rule);
  return found == counts_.end() ? RuleCounts{} : found->second;
}

void Alerts::forget_oldest() {
  while (ended_.size() > alerts_ended_max) ended_.pop_front();
}

}  // namespace relevo
