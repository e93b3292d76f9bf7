#include "api/reports.h"

#include <algorithm>
#include <array>

#include "api/contact_json.h"
#include "api/indicators_json.h"
#include "api/json_member.h"
#include "api/problem.h"
#include "api/report_form.h"
#include "api/report_rows.h"
#include "api/rfc3339.h"
#include "base/enum_name.h"
#include "report/csv.h"
#include "report/xlsx.h"

namespace relevo {

namespace {

using J = JsonWriter;
using report::CellKind;
using report::Column;
using report::Table;
using report::Words;

enum class Format : std::uint8_t { json, csv, xlsx };

void put_words(J& json, const Words& words) {
  json.begin_object();
  json.member("en", words.en);
  json.member("es", words.es);
  json.end_object();
}

using Form = JsonMember<ReportForm>;
constexpr std::array form_members = {
    Form{"name", schema::text, [](J& json, const ReportForm& one) { json.value(one.name); }},
    Form{"title", schema::object,
         [](J& json, const ReportForm& one) { put_words(json, one.title); }},
    Form{"help", schema::object, [](J& json, const ReportForm& one) { put_words(json, one.help); }},
    Form{"by", schema::name_of<SubjectKind>,
         [](J& json, const ReportForm& one) { json.value(enum_name(one.by)); }},
    Form{"has_steps", schema::boolean,
         [](J& json, const ReportForm& one) { json.value(one.step.us > 0); }},
};

using ColumnMember = JsonMember<Column>;
constexpr std::array column_members = {
    ColumnMember{"name", schema::text, [](J& json, const Column& one) { json.value(one.name); }},
    ColumnMember{"kind", schema::name_of<CellKind>,
                 [](J& json, const Column& one) { json.value(enum_name(one.kind)); }},
    ColumnMember{"title", schema::object,
                 [](J& json, const Column& one) { put_words(json, one.title); }},
};

void column_schema(J& json) { append_object_schema(json, column_members); }
void row_schema(J& json) {
  json.raw(R"({"type":"array","description":"A value for each column; null is no value."})");
}

struct Whole {
  const ReportForm& form;
  const FiguresQuery& query;
  const Table& table;
  const Floor& floor;
};

constexpr Unit unit_of(CellKind kind) {
  switch (kind) {
    case CellKind::ratio:
      return Unit::ratio;
    case CellKind::each:
      return Unit::each;
    case CellKind::duration:
      return Unit::duration;
    case CellKind::per_hour:
      return Unit::per_hour;
    case CellKind::text:
    case CellKind::count:
    case CellKind::time:
      break;
  }
  return Unit::count;
}

void put_cell(J& json, const report::Cell& cell, CellKind kind) {
  if (!cell.is_known()) return json.value(nullptr);
  if (kind == CellKind::text) return json.value(cell.text);
  if (kind == CellKind::time) return json.value(report::written(Time{cell.part}));
  put_value(json, unit_of(kind), {.part = cell.part, .whole = cell.whole});
}

void put_columns(J& json, const Whole& whole) {
  json.begin_array();
  for (const Column& one : whole.table.columns) append_object(json, column_members, one);
  json.end_array();
}

void put_rows(J& json, const Whole& whole) {
  json.begin_array();
  for (const auto& row : whole.table.rows) {
    json.begin_array();
    for (std::size_t i = 0; i < row.size(); ++i) {
      put_cell(json, row[i], whole.table.columns[i].kind);
    }
    json.end_array();
  }
  json.end_array();
}

using Member = JsonMember<Whole>;
constexpr std::array members = {
    Member{"name", schema::text, [](J& json, const Whole& one) { json.value(one.form.name); }},
    Member{"title", schema::object,
           [](J& json, const Whole& one) { put_words(json, one.form.title); }},
    Member{"position", schema::whole,
           [](J& json, const Whole& one) { json.value(one.floor.board().position()); }},
    Member{"at", schema::time,
           [](J& json, const Whole& one) {
             json.value(rfc3339(one.floor.tallies().wall(one.floor.now())));
           }},
    Member{"time_zone", schema::text,
           [](J& json, const Whole& one) { json.value(one.query.time_zone); }},
    Member{"from", schema::time,
           [](J& json, const Whole& one) { json.value(rfc3339(one.query.spans.front().from)); }},
    Member{"to", schema::time,
           [](J& json, const Whole& one) { json.value(rfc3339(one.query.spans.back().to)); }},
    Member{"columns", schema::list_of<column_schema>, put_columns},
    Member{"rows", schema::list_of<row_schema>, put_rows},
};

/// With what the report has where nothing else is asked for: today, in its steps.
HttpRequest with_defaults(HttpRequest request, const ReportForm& form) {
  const auto has = [&](const char* name) { return request.parameter(name) != nullptr; };
  if (!has("day") && !has("from") && !has("to") && !has("last")) {
    request.query.emplace_back("day", "today");
  }
  if (form.step.us > 0 && !has("step")) {
    request.query.emplace_back("step", std::to_string(form.step.us / minutes(1).us) + "m");
  }
  return request;
}

Result<FiguresQuery> read_query(const HttpRequest& request, const Floor& floor,
                                const ReportForm& form) {
  if (form.step.us == 0 && request.parameter("step") != nullptr) {
    return fault(Fault::Kind::input, "This report has no steps.");
  }
  FiguresQuery query{.by = form.by};
  for (const std::string_view name : form.indicators) query.names.push_back(indicator_of(name));
  const auto read = read_whom_and_when(with_defaults(request, form), floor, query);
  if (!read) return tl::unexpected<Fault>(read.error());
  return query;
}

template <class E>
Result<E> read_choice(const HttpRequest& request, const char* name, E otherwise, const char* why) {
  const std::string* text = request.parameter(name);
  const auto choice = text == nullptr ? std::optional{otherwise} : enum_from_name<E>(*text);
  if (!choice) return fault(Fault::Kind::input, why);
  return *choice;
}

HttpReply file_reply(std::string bytes, std::string_view type, const Whole& whole,
                     std::string_view ending) {
  const std::string day = whole.query.day.empty()
                              ? rfc3339(whole.query.spans.front().from).substr(0, 10)
                              : whole.query.day;
  HttpReply reply{.content_type = std::string{type}, .body = std::move(bytes)};
  reply.headers.emplace_back("Content-Disposition", "attachment; filename=\"" +
                                                        std::string{whole.form.name} + "-" + day +
                                                        "." + std::string{ending} + "\"");
  return reply;
}

HttpReply reply_of(const Whole& whole, Format format, report::Language language) {
  switch (format) {
    case Format::csv:
      return file_reply(csv_of(whole.table, language), "text/csv; charset=utf-8", whole, "csv");
    case Format::xlsx: {
      auto book = xlsx_of(whole.table, language);
      if (!book) return problem(500, "The workbook cannot be made: " + book.error().what + ".");
      return file_reply(std::move(*book),
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", whole,
                        "xlsx");
    }
    case Format::json:
      break;
  }
  JsonWriter json;
  append_object(json, members, whole);
  return {.body = json.take()};
}

}  // namespace

HttpReply reports_reply() {
  JsonWriter json;
  json.begin_object();
  json.key("rows");
  json.begin_array();
  for (const ReportForm& one : report_forms()) append_object(json, form_members, one);
  json.end_array();
  json.end_object();
  return {.body = json.take()};
}

HttpReply report_reply(std::string_view name, const HttpRequest& request, const Floor& floor,
                       const Principal& principal, const Sight& sight) {
  const ReportForm* form = report_form(name);
  if (form == nullptr) {
    return problem(404, "There is no such report; /api/v1/reports lists them.");
  }
  const auto format =
      read_choice(request, "format", Format::json, "\"format\" is json, csv or xlsx.");
  if (!format) return problem(400, format.error().what);
  const auto language = read_choice(request, "lang", report::Language::es, "\"lang\" is es or en.");
  if (!language) return problem(400, language.error().what);
  const auto query = read_query(request, floor, *form);
  if (!query) return problem(400, query.error().what);
  const auto table = report_table({*form, *query, principal, sight, *language}, floor);
  if (!table && table.error().kind == Fault::Kind::limit) return problem(400, table.error().what);
  if (!table) return cannot_read_archive();
  return reply_of({*form, *query, *table, floor}, *format, *language);
}

void report_form_schema(JsonWriter& json) { append_object_schema(json, form_members); }
void report_schema(JsonWriter& json) { append_object_schema(json, members); }

}  // namespace relevo
