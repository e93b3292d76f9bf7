// The alerts in a snapshot.
#include <algorithm>
#include <vector>

#include "view/alerts.h"

namespace relevo {

namespace {

struct Kept {
  std::map<AlertId, AlertRow> open;
  std::vector<AlertRow> ended;
  std::map<RuleId, RuleCounts> counts;
};

template <class V>
void fields(V& visit, Kept& o) {
  visit(1, "open", o.open);
  visit(2, "ended", o.ended);
  visit(3, "counts", o.counts);
}

bool holds(const Kept& kept) {
  return kept.ended.size() <= alerts_ended_max &&
         std::all_of(kept.open.begin(), kept.open.end(), [](const auto& entry) {
           return entry.first == entry.second.id && entry.second.end == AlertEnd::none;
         });
}

}  // namespace

template <class V>
void fields(V& visit, AlertRow& o) {
  visit(1, "id", o.id);
  visit(2, "rule", o.rule);
  visit(3, "subject", o.subject);
  visit(4, "severity", o.severity);
  visit(5, "level", o.level);
  visit(6, "owner", o.owner);
  visit(7, "count", o.count);
  visit(8, "nudged", o.nudged);
  visit(9, "opened_at", o.opened_at);
  visit(10, "climbs_at", o.climbs_at);
  visit(11, "snoozed_until", o.snoozed_until);
  visit(12, "settles_at", o.settles_at);
  visit(13, "part", o.part);
  visit(14, "whole", o.whole);
  visit(15, "end", o.end);
  visit(16, "ended_at", o.ended_at);
  visit(17, "ended_by", o.ended_by);
  visit(18, "covered_by", o.covered_by);
  visit(19, "marks", o.marks);
}

template <class V>
void fields(V& visit, RuleCounts& o) {
  visit(1, "fired", o.fired);
  visit(2, "recovered", o.recovered);
  visit(3, "resolved", o.resolved);
  visit(4, "covered", o.covered);
  visit(5, "rule_gone", o.rule_gone);
  visit(6, "useful", o.useful);
  visit(7, "not_useful", o.not_useful);
}

void Alerts::encode_to(Bytes& out) const {
  encode(out, Kept{.open = open_, .ended = {ended_.begin(), ended_.end()}, .counts = counts_});
}

std::optional<Alerts> Alerts::decode_from(ByteView bytes) {
  Kept kept;
  if (!decode(bytes, kept) || !holds(kept)) return std::nullopt;
  Alerts alerts;
  alerts.open_ = std::move(kept.open);
  alerts.ended_ = {kept.ended.begin(), kept.ended.end()};
  alerts.counts_ = std::move(kept.counts);
  for (const auto& [id, row] : alerts.open_) alerts.about_[{row.rule, row.subject}] = id;
  return alerts;
}

}  // namespace relevo
