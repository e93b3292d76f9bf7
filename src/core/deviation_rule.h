// When something on the floor is not as it should be, and who is told of it: the part of the
// operation document about rules and the ladder that alerts climb.
#pragma once

#include <cstdint>
#include <vector>

#include "base/id.h"
#include "base/text.h"
#include "base/time.h"
#include "core/subject.h"
#include "core/types.h"

namespace relevo {

inline constexpr std::size_t rules_max = 500;
inline constexpr std::size_t conditions_max = 8;  // Of one rule.
inline constexpr std::size_t ladder_levels_max = 8;
inline constexpr std::uint32_t nudges_max_max = 20;  // What nudges_max can be at most.

/// One of the things that must all be so: an indicator over the last while is outside its limit.
/// Limits are millionths of what people read: of 1 (a ratio, a count), of a second, of one an hour.
struct Condition {
  Text<48> indicator;  // Its name in the catalogue of view/indicator.
  Duration window;     // Up to now; whole minutes up to an hour, then quarters up to a day.
  bool above = false;  // Outside when above `limit`; else when below it.
  std::int64_t limit = 0;
  std::int64_t back = 0;  // Hysteresis: once outside, inside again only from here on.
};

/// A deviation rule. It can only make an alert: nothing that harms anybody follows from one.
struct RuleSetup {
  RuleId id;
  Code code;
  Text<64> name_es;
  Text<64> name_en;
  SubjectKind of = SubjectKind::operation;
  std::vector<std::uint64_t> only;  // Ids of that kind; empty = all.
  AlertSeverity severity = AlertSeverity::none;
  Duration holds;               // How long all of `when` must be outside before it is a deviation.
  std::vector<Condition> when;  // 1 to conditions_max.
  bool covers = false;  // Of a site: while its alert is open, agents there have none of their own.
  bool retired = false;
};

/// Who is told, behind the agent themselves; lowest first. Names and order are the operation's.
struct LadderLevel {
  Code code;
  Text<64> name_es;
  Text<64> name_en;
  Role role = Role::agent;  // Those who have it and are above the subject, see core/ladder.h.
  Duration warning;         // How long an alert stays at this level before it climbs,
  Duration critical;        // by its severity.
};

struct Ladder {
  std::vector<LadderLevel> levels;
  Duration agent_warning;   // How long an agent has it alone before it climbs to the first level;
  Duration agent_critical;  // 0: that level is told at once, beside the agent.
  std::uint32_t nudges_max =
      0;              // To one agent in an hour; further ones climb without telling them.
  Duration handling;  // Acknowledged and not over after this, it climbs on.
  Duration settle;    // So long it must be inside again before the alert is over.
  Duration snooze_max;
};

template <class V>
void fields(V& visit, Condition& o) {
  visit(1, "indicator", o.indicator);
  visit(2, "window", o.window);
  visit(3, "above", o.above);
  visit(4, "limit", o.limit);
  visit(5, "back", o.back);
}
template <class V>
void fields(V& visit, RuleSetup& o) {
  visit(1, "id", o.id);
  visit(2, "code", o.code);
  visit(3, "name_es", o.name_es);
  visit(4, "name_en", o.name_en);
  visit(5, "of", o.of);
  visit(6, "only", o.only);
  visit(7, "severity", o.severity);
  visit(8, "holds", o.holds);
  visit(9, "when", o.when);
  visit(10, "covers", o.covers);
  visit(11, "retired", o.retired);
}
template <class V>
void fields(V& visit, LadderLevel& o) {
  visit(1, "code", o.code);
  visit(2, "name_es", o.name_es);
  visit(3, "name_en", o.name_en);
  visit(4, "role", o.role);
  visit(5, "warning", o.warning);
  visit(6, "critical", o.critical);
}
template <class V>
void fields(V& visit, Ladder& o) {
  visit(1, "levels", o.levels);
  visit(2, "agent_warning", o.agent_warning);
  visit(3, "agent_critical", o.agent_critical);
  visit(4, "nudges_max", o.nudges_max);
  visit(5, "handling", o.handling);
  visit(6, "settle", o.settle);
  visit(7, "snooze_max", o.snooze_max);
}

}  // namespace relevo
