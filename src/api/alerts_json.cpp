#include "api/alerts_json.h"

#include <algorithm>
#include <array>

#include "api/event_json.h"
#include "api/figures_query.h"
#include "api/indicators_json.h"
#include "api/json_member.h"
#include "api/problem.h"
#include "base/enum_name.h"
#include "core/ladder.h"
#include "view/rule/limit.h"

namespace relevo {

namespace {

using J = JsonWriter;

/// A row for somebody.
struct Shown {
  const Floor& floor;
  const AlertRow& row;
  const RuleSetup& rule;
  UserId by;  // Who looks.

  const Operation& operation() const { return floor.operation(); }
  const Indicator* indicator() const { return indicator_of(rule.when[0].indicator.view()); }
};

using Member = JsonMember<Shown>;

void put_time_or_null(J& json, const Shown& of, Time at) {
  if (at == Time{}) return json.value(nullptr);
  put_time(json, of.floor, at);
}

void put_level(J& json, const Operation& operation, std::uint32_t level) {
  if (level == 0) return json.value("agent");
  const auto& levels = operation.ladder.levels;
  // A ladder that has become shorter since.
  if (level > levels.size()) return json.value(nullptr);
  json.value(levels[level - 1].code.view());
}

void put_next_level(J& json, const Shown& of) {
  const AlertRow& row = of.row;
  const std::uint32_t next = next_level(of.operation(), row.level, row.subject);
  if (next == 0 || row.climbs_at == Time{}) return json.value(nullptr);
  put_level(json, of.operation(), next);
}

void put_figure(J& json, const Shown& of, const Value& value) {
  const Indicator* const indicator = of.indicator();
  if (indicator == nullptr) return json.value(nullptr);
  put_value(json, *indicator, value);
}

void put_mark(J& json, const Shown& of) {
  const auto mark = of.row.marks.find(of.by);
  if (mark == of.row.marks.end()) return json.value(nullptr);
  json.value(mark->second);
}

constexpr std::array name_members = {
    JsonMember<RuleSetup>{"es", schema::text,
                          [](J& json, const RuleSetup& o) { json.value(o.name_es.view()); }},
    JsonMember<RuleSetup>{"en", schema::text,
                          [](J& json, const RuleSetup& o) { json.value(o.name_en.view()); }},
};
void name_schema(J& json) { append_object_schema(json, name_members); }

constexpr std::array subject_members = {
    Member{"kind", schema::name_of<SubjectKind>,
           [](J& json, const Shown& of) { json.value(enum_name(of.row.subject.kind)); }},
    Member{"code", schema::text,
           [](J& json, const Shown& of) {
             json.value(code_of(of.operation(), of.row.subject).value_or(""));
           }},
};
void subject_schema(J& json) { append_object_schema(json, subject_members); }

constexpr std::array members = {
    Member{"id", schema::whole, [](J& json, const Shown& of) { json.value(of.row.id.value); }},
    Member{"rule", schema::text, [](J& json, const Shown& of) { json.value(of.rule.code.view()); }},
    Member{"name", name_schema,
           [](J& json, const Shown& of) { append_object(json, name_members, of.rule); }},
    Member{"severity", schema::name_of<AlertSeverity>,
           [](J& json, const Shown& of) { json.value(enum_name(of.row.severity)); }},
    Member{"subject", subject_schema,
           [](J& json, const Shown& of) { append_object(json, subject_members, of); }},
    Member{"state", schema::name_of<AlertState>,
           [](J& json, const Shown& of) { json.value(enum_name(of.row.state())); }},
    Member{"level", schema::nullable<schema::text>,
           [](J& json, const Shown& of) { put_level(json, of.operation(), of.row.level); }},
    Member{"next_level", schema::nullable<schema::text>, put_next_level},
    Member{"owner", schema::nullable<schema::text>,
           [](J& json, const Shown& of) { append_code(json, of.operation().users, of.row.owner); }},
    Member{"count", schema::whole, [](J& json, const Shown& of) { json.value(of.row.count); }},
    Member{"nudged", schema::boolean, [](J& json, const Shown& of) { json.value(of.row.nudged); }},
    Member{"opened_at", schema::time,
           [](J& json, const Shown& of) { put_time(json, of.floor, of.row.opened_at); }},
    Member{"climbs_at", schema::nullable<schema::time>,
           [](J& json, const Shown& of) { put_time_or_null(json, of, of.row.climbs_at); }},
    Member{"snoozed_until", schema::nullable<schema::time>,
           [](J& json, const Shown& of) { put_time_or_null(json, of, of.row.snoozed_until); }},
    Member{"settles_at", schema::nullable<schema::time>,
           [](J& json, const Shown& of) { put_time_or_null(json, of, of.row.settles_at); }},
    Member{"indicator", schema::text,
           [](J& json, const Shown& of) { json.value(of.rule.when[0].indicator.view()); }},
    Member{"value", schema::nullable<schema::decimal>,
           [](J& json, const Shown& of) {
             put_figure(json, of, {.part = of.row.part, .whole = of.row.whole});
           }},
    Member{"above", schema::boolean,
           [](J& json, const Shown& of) { json.value(of.rule.when[0].above); }},
    Member{"limit", schema::nullable<schema::decimal>,
           [](J& json, const Shown& of) {
             const Unit unit = of.indicator() == nullptr ? Unit::count : of.indicator()->unit;
             put_figure(json, of, value_of(of.rule.when[0].limit, unit));
           }},
    Member{"window_ms", schema::whole,
           [](J& json, const Shown& of) { json.value(in_ms(of.rule.when[0].window)); }},
    Member{"end", schema::name_of<AlertEnd>,
           [](J& json, const Shown& of) { json.value(enum_name(of.row.end)); }},
    Member{"ended_at", schema::nullable<schema::time>,
           [](J& json, const Shown& of) { put_time_or_null(json, of, of.row.ended_at); }},
    Member{
        "ended_by", schema::nullable<schema::text>,
        [](J& json, const Shown& of) { append_code(json, of.operation().users, of.row.ended_by); }},
    Member{"useful", schema::nullable<schema::boolean>, put_mark},
};

}  // namespace

bool sees_alerts_of(const Operation& operation, const Principal& principal, const Sight& sight,
                    const Subject& subject) {
  if (subject.kind == SubjectKind::agent && AgentId{subject.id} == principal.agent) return true;
  const bool only_takes_contacts = principal.roles == 1U << static_cast<unsigned>(Role::agent);
  return !only_takes_contacts && sees(operation, principal, sight, subject);
}

HttpReply alerts_reply(const HttpRequest& request, const Floor& floor, const Principal& principal,
                       const Sight& sight) {
  const std::string* const state = request.parameter("state");
  if (state != nullptr && *state != "open" && *state != "ended") {
    return problem(400, "\"state\" is open or ended.");
  }
  const Operation& operation = floor.operation();
  JsonWriter json;
  json.begin_object();
  json.member("position", floor.board().position());
  json.key("at");
  put_time(json, floor, floor.now());
  json.key("rows");
  json.begin_array();
  const auto put = [&](const AlertRow& row) {
    const RuleSetup* const rule = entry_of(operation.rules, row.rule);
    if (rule == nullptr || rule->when.empty()) return;
    if (!code_of(operation, row.subject)) return;
    if (!sees_alerts_of(operation, principal, sight, row.subject)) return;
    append_object(json, members,
                  Shown{.floor = floor, .row = row, .rule = *rule, .by = principal.user});
  };
  const Alerts& alerts = floor.alerts();
  if (state != nullptr && *state == "ended") {
    std::for_each(alerts.ended().rbegin(), alerts.ended().rend(), put);
  } else {
    std::for_each(alerts.open().rbegin(), alerts.open().rend(),
                  [&](const auto& entry) { put(entry.second); });
  }
  json.end_array();
  json.end_object();
  return {.body = json.take()};
}

void alert_schema(JsonWriter& json) { append_object_schema(json, members); }

}  // namespace relevo
