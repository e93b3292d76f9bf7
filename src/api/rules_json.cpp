#include "api/rules_json.h"

#include <algorithm>
#include <array>

#include "api/figures_query.h"
#include "api/indicators_json.h"
#include "api/json_member.h"
#include "base/enum_name.h"
#include "operation/operation_file.h"
#include "view/rule/limit.h"

namespace relevo {

namespace {

using J = JsonWriter;

template <class Named>
constexpr std::array name_members = {
    JsonMember<Named>{"es", schema::text,
                      [](J& json, const Named& o) { json.value(o.name_es.view()); }},
    JsonMember<Named>{"en", schema::text,
                      [](J& json, const Named& o) { json.value(o.name_en.view()); }},
};
void name_schema(J& json) { append_object_schema(json, name_members<RuleSetup>); }

void put_limit(J& json, const Condition& condition, std::int64_t millionths) {
  const Indicator* const indicator = indicator_of(condition.indicator.view());
  if (indicator == nullptr) return json.value(nullptr);
  put_value(json, *indicator, value_of(millionths, indicator->unit));
}

using ConditionMember = JsonMember<Condition>;
constexpr std::array condition_members = {
    ConditionMember{"indicator", schema::text,
                    [](J& json, const Condition& o) { json.value(o.indicator.view()); }},
    ConditionMember{"window_ms", schema::whole,
                    [](J& json, const Condition& o) { json.value(in_ms(o.window)); }},
    ConditionMember{"above", schema::boolean,
                    [](J& json, const Condition& o) { json.value(o.above); }},
    ConditionMember{"limit", schema::nullable<schema::decimal>,
                    [](J& json, const Condition& o) { put_limit(json, o, o.limit); }},
    ConditionMember{"back", schema::nullable<schema::decimal>,
                    [](J& json, const Condition& o) { put_limit(json, o, o.back); }},
};
void condition_schema(J& json) { append_object_schema(json, condition_members); }

using CountsMember = JsonMember<RuleCounts>;
constexpr std::array counts_members = {
    CountsMember{"fired", schema::whole, [](J& json, const RuleCounts& o) { json.value(o.fired); }},
    CountsMember{"recovered", schema::whole,
                 [](J& json, const RuleCounts& o) { json.value(o.recovered); }},
    CountsMember{"resolved", schema::whole,
                 [](J& json, const RuleCounts& o) { json.value(o.resolved); }},
    CountsMember{"covered", schema::whole,
                 [](J& json, const RuleCounts& o) { json.value(o.covered); }},
    CountsMember{"rule_gone", schema::whole,
                 [](J& json, const RuleCounts& o) { json.value(o.rule_gone); }},
    CountsMember{"useful", schema::whole,
                 [](J& json, const RuleCounts& o) { json.value(o.useful); }},
    CountsMember{"not_useful", schema::whole,
                 [](J& json, const RuleCounts& o) { json.value(o.not_useful); }},
};
void counts_schema(J& json) { append_object_schema(json, counts_members); }

/// A rule for somebody.
struct Shown {
  const Floor& floor;
  const Principal& principal;
  const Sight& sight;
  const Concerned& concerned;
  const RuleSetup& rule;

  bool concerns(std::uint64_t id) const { return concerned.has({.kind = rule.of, .id = id}); }
  /// What became of a rule's alerts is a figure about all that it watches.
  bool sees_counts() const {
    if (sight.all) return true;
    const auto& only = rule.only;
    return !only.empty() && std::all_of(only.begin(), only.end(), [&](std::uint64_t id) {
      return sees(floor.operation(), principal, sight, {.kind = rule.of, .id = id});
    });
  }
};

void put_only(J& json, const Shown& of) {
  json.begin_array();
  for (const std::uint64_t id : of.rule.only) {
    if (!of.concerns(id)) continue;
    json.value(code_of_subject(of.floor.operation(), {.kind = of.rule.of, .id = id}));
  }
  json.end_array();
}

void put_when(J& json, const Shown& of) {
  json.begin_array();
  for (const Condition& condition : of.rule.when) append_object(json, condition_members, condition);
  json.end_array();
}

void put_counts(J& json, const Shown& of) {
  if (!of.sees_counts()) return json.value(nullptr);
  append_object(json, counts_members, of.floor.alerts().counts(of.rule.id));
}

using Member = JsonMember<Shown>;
constexpr std::array members = {
    Member{"code", schema::text, [](J& json, const Shown& of) { json.value(of.rule.code.view()); }},
    Member{"name", name_schema,
           [](J& json, const Shown& of) { append_object(json, name_members<RuleSetup>, of.rule); }},
    Member{"of", schema::name_of<SubjectKind>,
           [](J& json, const Shown& of) { json.value(enum_name(of.rule.of)); }},
    Member{"only", schema::list_of<schema::text>, put_only},
    Member{"severity", schema::name_of<AlertSeverity>,
           [](J& json, const Shown& of) { json.value(enum_name(of.rule.severity)); }},
    Member{"holds_ms", schema::whole,
           [](J& json, const Shown& of) { json.value(in_ms(of.rule.holds)); }},
    Member{"when", schema::list_of<condition_schema>, put_when},
    Member{"covers", schema::boolean, [](J& json, const Shown& of) { json.value(of.rule.covers); }},
    Member{"counts", schema::nullable<counts_schema>, put_counts},
};

using LevelMember = JsonMember<LadderLevel>;
constexpr std::array level_members = {
    LevelMember{"code", schema::text,
                [](J& json, const LadderLevel& o) { json.value(o.code.view()); }},
    LevelMember{
        "name", name_schema,
        [](J& json, const LadderLevel& o) { append_object(json, name_members<LadderLevel>, o); }},
    LevelMember{"role", schema::name_of<Role>,
                [](J& json, const LadderLevel& o) { json.value(enum_name(o.role)); }},
    LevelMember{"warning_ms", schema::whole,
                [](J& json, const LadderLevel& o) { json.value(in_ms(o.warning)); }},
    LevelMember{"critical_ms", schema::whole,
                [](J& json, const LadderLevel& o) { json.value(in_ms(o.critical)); }},
};
void level_schema(J& json) { append_object_schema(json, level_members); }

using LadderMember = JsonMember<Ladder>;
constexpr std::array ladder_members = {
    LadderMember{"agent_warning_ms", schema::whole,
                 [](J& json, const Ladder& o) { json.value(in_ms(o.agent_warning)); }},
    LadderMember{"agent_critical_ms", schema::whole,
                 [](J& json, const Ladder& o) { json.value(in_ms(o.agent_critical)); }},
    LadderMember{"levels", schema::list_of<level_schema>,
                 [](J& json, const Ladder& o) {
                   json.begin_array();
                   for (const LadderLevel& level : o.levels) {
                     append_object(json, level_members, level);
                   }
                   json.end_array();
                 }},
    LadderMember{"nudges_max", schema::whole,
                 [](J& json, const Ladder& o) { json.value(o.nudges_max); }},
    LadderMember{"handling_ms", schema::whole,
                 [](J& json, const Ladder& o) { json.value(in_ms(o.handling)); }},
    LadderMember{"settle_ms", schema::whole,
                 [](J& json, const Ladder& o) { json.value(in_ms(o.settle)); }},
    LadderMember{"snooze_max_ms", schema::whole,
                 [](J& json, const Ladder& o) { json.value(in_ms(o.snooze_max)); }},
};

/// A rule about some alone, none of whom concerns who asks, would read as one about all.
bool is_shown(const Shown& of) {
  const auto& only = of.rule.only;
  return !of.rule.retired && (only.empty() || std::any_of(only.begin(), only.end(), [&](auto id) {
                                return of.concerns(id);
                              }));
}

}  // namespace

HttpReply rules_reply(const Floor& floor, const Principal& principal, const Sight& sight) {
  const Operation& operation = floor.operation();
  const Concerned concerned = concerned_by(operation, sight);
  JsonWriter json;
  json.begin_object();
  json.member("position", floor.board().position());
  json.key("at");
  put_time(json, floor, floor.now());
  json.key("rows");
  json.begin_array();
  for (const RuleSetup& rule : operation.rules) {
    const Shown shown{.floor = floor,
                      .principal = principal,
                      .sight = sight,
                      .concerned = concerned,
                      .rule = rule};
    if (is_shown(shown)) append_object(json, members, shown);
  }
  json.end_array();
  json.key("ladder");
  append_object(json, ladder_members, operation.ladder);
  json.end_object();
  return {.body = json.take()};
}

void rule_schema(JsonWriter& json) { append_object_schema(json, members); }
void ladder_schema(JsonWriter& json) { append_object_schema(json, ladder_members); }

}  // namespace relevo
