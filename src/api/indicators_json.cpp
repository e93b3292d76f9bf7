#include "api/indicators_json.h"

#include <array>

#include "api/figures.h"
#include "api/figures_query.h"
#include "api/json_member.h"
#include "api/problem.h"
#include "api/rfc3339.h"
#include "base/decimal.h"
#include "base/enum_name.h"

namespace relevo {

namespace {

using J = JsonWriter;

constexpr std::string_view unit_name(Unit unit) {
  return unit == Unit::duration ? "ms" : enum_name(unit);
}

/// What was divided; of a rank, how many lengths there are.
void put_sums(J& json, const Indicator& indicator, const Amounts& amounts, const Value& value) {
  json.begin_object();
  if (indicator.rank.permille != 0) {
    json.member("count", amounts.count(indicator.rank.spread));
  } else {
    json.member("part", value.part);
    json.member("whole", value.whole);
  }
  json.end_object();
}

void append_row(J& json, std::string_view code, Span span, const FiguresQuery& query,
                const Amounts& amounts) {
  json.begin_object();
  json.member("of", code);
  json.member("from", rfc3339(span.from));
  json.member("to", rfc3339(span.to));
  json.key("values");
  json.begin_object();
  for (const Indicator* indicator : query.names) {
    json.key(indicator->name);
    put_value(json, *indicator, indicator->of(amounts));
  }
  json.end_object();
  json.key("sums");
  json.begin_object();
  for (const Indicator* indicator : query.names) {
    if (indicator->unit == Unit::count) continue;
    json.key(indicator->name);
    put_sums(json, *indicator, amounts, indicator->of(amounts));
  }
  json.end_object();
  json.end_object();
}

void put_said(J& json, const Said& said) {
  json.begin_object();
  json.member("en", said.en);
  json.member("es", said.es);
  json.end_object();
}

using Row = JsonMember<Indicator>;
constexpr std::array indicator_members = {
    Row{"name", schema::text, [](J& json, const Indicator& one) { json.value(one.name); }},
    Row{"version", schema::whole, [](J& json, const Indicator& one) { json.value(one.version); }},
    Row{"unit", schema::text,
        [](J& json, const Indicator& one) { json.value(unit_name(one.unit)); }},
    Row{"better", schema::name_of<Better>,
        [](J& json, const Indicator& one) { json.value(enum_name(one.better)); }},
    Row{"by", schema::list_of<schema::name_of<SubjectKind>>,
        [](J& json, const Indicator& one) {
          json.begin_array();
          for (unsigned kind = 0; kind < subject_kinds; ++kind) {
            const auto by = static_cast<SubjectKind>(kind);
            if ((one.kinds & kind_bit(by)) != 0) json.value(enum_name(by));
          }
          json.end_array();
        }},
    Row{"formula", schema::text,
        [](J& json, const Indicator& one) { json.value(formula_of(one)); }},
    Row{"title", schema::object, [](J& json, const Indicator& one) { put_said(json, one.title); }},
    Row{"help", schema::object, [](J& json, const Indicator& one) { put_said(json, one.help); }},
};

struct Figures {};
using Figure = JsonMember<Figures>;
constexpr std::array figures_members = {
    Figure{"of", schema::text}, Figure{"from", schema::time}, Figure{"to", schema::time},
    Figure{"values", schema::object}, Figure{"sums", schema::object}};

}  // namespace

void put_value(J& json, const Indicator& indicator, const Value& value) {
  put_value(json, indicator.unit, value);
}

void put_value(J& json, Unit unit, const Value& value) {
  if (!value.is_known() || value.part < 0) return json.value(nullptr);
  switch (unit) {
    case Unit::count:
      return json.value(value.part);
    case Unit::duration:
      return json.value(in_ms(Duration{value.part / value.whole}));
    case Unit::ratio:
    case Unit::each:
      return json.raw(decimal(value.part, value.whole, 1, 4));
    case Unit::per_hour:
      return json.raw(decimal(value.part, value.whole, hours(1).us, 4));
  }
}

HttpReply indicators_reply(const HttpRequest& request, const Floor& floor,
                           const Principal& principal, const Sight& sight) {
  const auto query = read_figures_query(request, floor);
  if (!query) return problem(400, query.error().what);
  const Operation& operation = floor.operation();
  JsonWriter json;
  json.begin_object();
  json.key("names");
  json.begin_array();
  for (const Indicator* indicator : query->names) json.value(indicator->name);
  json.end_array();
  json.member("position", floor.board().position());
  json.member("at", rfc3339(floor.tallies().wall(floor.now())));
  if (!query->day.empty()) {
    json.member("day", query->day);
    json.member("time_zone", query->time_zone);
  }
  json.key("rows");
  json.begin_array();
  std::size_t figures = 0;
  for (const Span& span : query->spans) {
    const auto sums = figures_of(floor, query->by, span, query->of);
    for (const auto& [subject, amounts] : sums) {
      const auto code = code_of(operation, subject);
      if (!code || !sees(operation, principal, sight, subject)) continue;
      figures += query->names.size();
      if (figures > figures_max) {
        return problem(400,
                       "This is too much at once: ask for fewer names, a shorter time or "
                       "longer steps.");
      }
      append_row(json, *code, span, *query, amounts);
    }
  }
  json.end_array();
  json.end_object();
  return {.body = json.take()};
}

HttpReply indicator_catalogue_reply() {
  JsonWriter json;
  json.begin_object();
  json.key("rows");
  json.begin_array();
  for (const Indicator* one : all_indicators()) append_object(json, indicator_members, *one);
  json.end_array();
  json.end_object();
  return {.body = json.take()};
}

void figures_schema(JsonWriter& json) { append_object_schema(json, figures_members); }
void indicator_schema(JsonWriter& json) { append_object_schema(json, indicator_members); }

}  // namespace relevo
