// The ladder that alerts climb: who is told next, and after how long.
#include <algorithm>

#include "base/enum_name.h"
#include "operation/reading.h"

namespace relevo::operation {

namespace {

constexpr Range stay_s{1, 86'400};
constexpr Range agent_stay_s{0, 86'400};
constexpr Range nudges{0, nudges_max_max};
constexpr Range settle_s{0, 3'600};
constexpr std::int64_t warning_s = 600;
constexpr std::int64_t critical_s = 180;

Role read_role(const Table& table) {
  constexpr std::string_view right =
      "write coordinator, supervisor, director, command_center, quality, workforce or admin";
  table.require("role", "\"coordinator\"");
  const auto text = table.text("role", {0, 200});
  if (!text) return Role::admin;
  const auto role = enum_from_name<Role>(*text);
  if (role && *role != Role::agent) return *role;
  table.refuse("role", role ? "`agent` is below the first level; " + std::string{right}
                            : "there is no role " + quoted(*text) + "; " + std::string{right});
  return Role::admin;
}

void read_level(const Reading& reading, const Table& table, Ladder& ladder) {
  const std::string_view code = table.code("code");
  const ShownNames names = read_shown_names(table);
  const LadderLevel level{.code = code,
                          .name_es = names.es,
                          .name_en = names.en,
                          .role = read_role(table),
                          .warning = seconds(table.whole("warning_s", stay_s, warning_s)),
                          .critical = seconds(table.whole("critical_s", stay_s, critical_s))};
  if (reading.fault.found()) return;
  const bool is_taken =
      std::any_of(ladder.levels.begin(), ladder.levels.end(),
                  [&](const LadderLevel& other) { return other.code == level.code; });
  if (is_taken) {
    return table.refuse("code", quoted(code) +
                                    " is there already; give each level a code of its "
                                    "own");
  }
  if (ladder.levels.size() == ladder_levels_max) {
    return table.refuse(
        "code", "is one level too many; write at most " + std::to_string(ladder_levels_max));
  }
  ladder.levels.push_back(level);
}

std::vector<LadderLevel> levels_by_default() {
  return {{.code = "coordinator",
           .name_es = "Coordinación",
           .name_en = "Coordinator",
           .role = Role::coordinator,
           .warning = minutes(5),
           .critical = minutes(1)},
          {.code = "supervisor",
           .name_es = "Supervisión",
           .name_en = "Supervisor",
           .role = Role::supervisor,
           .warning = seconds(warning_s),
           .critical = seconds(critical_s)},
          {.code = "director",
           .name_es = "Dirección",
           .name_en = "Director",
           .role = Role::director,
           .warning = seconds(warning_s),
           .critical = seconds(critical_s)}};
}

void read_head(const Table& table, Ladder& ladder) {
  ladder.agent_warning =
      seconds(table.whole("agent_warning_s", agent_stay_s, ladder.agent_warning.us / 1'000'000));
  ladder.agent_critical =
      seconds(table.whole("agent_critical_s", agent_stay_s, ladder.agent_critical.us / 1'000'000));
  ladder.nudges_max =
      static_cast<std::uint32_t>(table.whole("nudges_max", nudges, ladder.nudges_max));
  ladder.handling = seconds(table.whole("handling_s", stay_s, ladder.handling.us / 1'000'000));
  ladder.settle = seconds(table.whole("settle_s", settle_s, ladder.settle.us / 1'000'000));
  ladder.snooze_max =
      seconds(table.whole("snooze_max_s", stay_s, ladder.snooze_max.us / 1'000'000));
}

}  // namespace

void read_ladder(Reading& reading) {
  Ladder& ladder = reading.result.document.ladder;
  ladder = {.levels = {},
            .agent_warning = minutes(3),
            .agent_critical = {},
            .nudges_max = 3,
            .handling = minutes(15),
            .settle = minutes(2),
            .snooze_max = hours(1)};
  for (const Table& table : reading.sections.all("ladder")) read_head(table, ladder);
  for (const Table& table : reading.sections.all("level")) read_level(reading, table, ladder);
  if (ladder.levels.empty()) ladder.levels = levels_by_default();
}

}  // namespace relevo::operation
