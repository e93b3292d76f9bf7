// For property tests: deviations, and what people do about the alerts that come of them.
#pragma once

#include "base/prng.h"
#include "core/commands.h"
#include "core/state.h"

namespace relevo::testing {

/// A rule for queues, one for agents and one for sites, which covers; a ladder that boss climbs.
inline void add_rules(Operation& operation, UserId boss) {
  operation.sites = {{.id = {1}, .code = "site"}};
  std::uint64_t id = 0;
  for (const SubjectKind of : {SubjectKind::queue, SubjectKind::agent, SubjectKind::site}) {
    ++id;
    operation.rules.push_back({.id = {id},
                               .code = Code{std::string_view{"rxrxrx"}.substr(0, id)},
                               .of = of,
                               .severity = static_cast<AlertSeverity>(1 + id % 2),
                               .when = {{.indicator = "offered", .window = minutes(15)}},
                               .covers = of == SubjectKind::site});
  }
  operation.users[boss.value - 1].roles = 1U << static_cast<unsigned>(Role::supervisor);
  operation.ladder = {.levels = {{.code = "first",
                                  .role = Role::supervisor,
                                  .warning = seconds(20),
                                  .critical = seconds(5)},
                                 {.code = "second", .role = Role::supervisor}},
                      .agent_warning = seconds(10),
                      .nudges_max = 2,
                      .handling = seconds(30),
                      .settle = seconds(15),
                      .snooze_max = seconds(40)};
}

/// With ids that are there, mostly.
inline Command of_alert(Prng& prng, const State& state) {
  AlertId alert{prng.below(state.alerts_made + 2)};
  if (!state.alerts.empty() && prng.chance(2, 3)) alert = state.alerts.rbegin()->first;
  const RuleId rule{prng.below(state.operation->rules.size() + 2)};
  const RuleSetup* const setup = entry_of(state.operation->rules, rule);
  const Subject subject{.kind = setup == nullptr ? SubjectKind::team : setup->of,
                        .id = prng.below(4)};
  switch (prng.below(10)) {
    case 0:
      return AcknowledgeAlert{.alert = alert};
    case 1:
      return HandBackAlert{.alert = alert};
    case 2:
      return SnoozeAlert{.alert = alert,
                         .lasts = seconds(static_cast<std::int64_t>(prng.below(45)))};
    case 3:
      return ResolveAlert{.alert = alert};
    case 4:
      return MarkAlert{.alert = alert, .useful = prng.chance(1, 2)};
    case 5:
    case 6:
      return SeeDeviationOver{.rule = rule, .subject = subject};
    default:
      return SeeDeviation{.rule = rule, .subject = subject, .part = 3, .whole = 1};
  }
}

}  // namespace relevo::testing
