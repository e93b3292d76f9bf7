#include "operation/keys.h"

#include <algorithm>

#include "base/assert.h"

namespace relevo::operation {

namespace {

using std::string_view;

constexpr std::array<string_view, 4> operation_keys{"code", "demo", "time_zone", "day_cut"};
constexpr std::array<string_view, 1> code_keys{"code"};
constexpr std::array<string_view, 5> campaign_keys{"code", "client", "time_zone", "day_cut",
                                                   "screen_pop"};
constexpr std::array<string_view, 16> queue_keys{
    "code",      "number",          "campaign",   "skills",       "target_s",     "ring_s",
    "wrap_up_s", "short_abandon_s", "priority_s", "strategy",     "contacts_max", "language",
    "greeting",  "music",           "record",     "wrap_up_max_s"};
constexpr std::array<string_view, 5> disposition_keys{"code", "name_es", "name_en", "kind",
                                                      "campaigns"};
constexpr std::array<string_view, 3> team_keys{"code", "coordinator", "span"};
constexpr std::array<string_view, 2> shift_keys{"code", "hours"};
constexpr std::array<string_view, 8> agent_keys{"code",   "name",       "team",     "site",
                                                "skills", "sip_secret", "password", "shift"};
constexpr std::array<string_view, 7> agents_keys{"from", "to",     "names", "team",
                                                 "site", "skills", "shift"};
constexpr std::array<string_view, 5> user_keys{"code", "name", "roles", "campaigns", "password"};
constexpr std::array<string_view, 1> trunk_keys{"address"};
constexpr std::array<string_view, 9> rule_keys{"code",     "name_es", "name_en", "of",    "only",
                                               "severity", "when",    "for_s",   "covers"};
constexpr std::array<string_view, 2> rule_test_keys{"rule", "lines"};
constexpr std::array<string_view, 6> ladder_keys{
    "agent_warning_s", "agent_critical_s", "nudges_max", "handling_s", "settle_s", "snooze_max_s"};
constexpr std::array<string_view, 6> level_keys{"code", "name_es",   "name_en",
                                                "role", "warning_s", "critical_s"};

constexpr std::array<TableKeys, 17> tables{{
    {"operation", false, operation_keys},
    {"site", true, code_keys},
    {"skill", true, code_keys},
    {"client", true, code_keys},
    {"campaign", true, campaign_keys},
    {"queue", true, queue_keys},
    {"disposition", true, disposition_keys},
    {"team", true, team_keys},
    {"shift", true, shift_keys},
    {"agent", true, agent_keys},
    {"agents", true, agents_keys},
    {"user", true, user_keys},
    {"trunk", true, trunk_keys},
    {"rule", true, rule_keys},
    {"rule_test", true, rule_test_keys},
    {"ladder", false, ladder_keys},
    {"level", true, level_keys},
}};

}  // namespace

std::span<const TableKeys> known_tables() { return tables; }

const TableKeys& known_table(std::string_view name) {
  const auto* at = std::find_if(tables.begin(), tables.end(),
                                [&](const TableKeys& keys) { return keys.table == name; });
  RELEVO_ASSERT(at != tables.end());
  return *at;
}

}  // namespace relevo::operation
