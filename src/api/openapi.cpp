#include "api/openapi.h"

#include <algorithm>
#include <vector>

#include "api/command_form.h"
#include "api/openapi_schemas.h"
#include "api/problem.h"
#include "api/route_form.h"

namespace relevo {

namespace {

constexpr std::string_view problem_type = "application/problem+json";

void append_content(JsonWriter& json, std::string_view type, Schema schema) {
  json.key("content");
  json.begin_object();
  json.key(type);
  json.begin_object();
  json.key("schema");
  schema(json);
  json.end_object();
  json.end_object();
}

void append_response(JsonWriter& json, int status, std::string_view text, std::string_view type,
                     Schema schema) {
  json.key(std::to_string(status));
  json.begin_object();
  json.member("description", text);
  if (schema != nullptr) append_content(json, type, schema);
  json.end_object();
}

void append_responses(JsonWriter& json, const RouteForm& form, Schema answer) {
  json.key("responses");
  json.begin_object();
  append_response(json, form.status, form.status == 101 ? "A WebSocket" : "As asked",
                  form.content_type, answer);
  if (form.route == Route::recording) {
    append_response(json, 206, "Part of the file", form.content_type, answer);
  }
  std::vector<int> refusals(form.refusals.begin(), form.refusals.end());
  if (form.access != Access::anybody) refusals.push_back(401);
  std::sort(refusals.begin(), refusals.end());
  for (const int status : refusals) {
    // Load balancers look at the status alone.
    const bool plain = form.route == Route::readyz;
    append_response(json, status, title_of(status), plain ? form.content_type : problem_type,
                    plain ? form.answer : schema::ref<"Problem">);
  }
  json.end_object();
}

void append_parameter(JsonWriter& json, std::string_view name, std::string_view in, bool required,
                      std::string_view text, Schema schema) {
  json.begin_object();
  json.member("name", name);
  json.member("in", in);
  json.member("required", required);
  if (!text.empty()) json.member("description", text);
  json.key("schema");
  schema(json);
  json.end_object();
}

void append_security(JsonWriter& json, Access access) {
  json.key("security");
  switch (access) {
    case Access::anybody:
      return json.raw("[]");
    case Access::system_or_local:
      return json.raw(R"([{"token":[]},{"cookie":[]},{}])");
    case Access::signed_in:
      return json.raw(R"([{"token":[]},{"cookie":[]}])");
  }
}

void append_parameters(JsonWriter& json, const RouteForm& form) {
  json.key("parameters");
  json.begin_array();
  if (form.path.find("{id}") != std::string_view::npos) {
    append_parameter(json, "id", "path", true, "The contact's number.", schema::whole);
  }
  if (form.path.find("{report}") != std::string_view::npos) {
    append_parameter(json, "report", "path", true, "Its name, of GET /reports.", schema::text);
  }
  for (const ParameterForm& parameter : form.parameters) {
    append_parameter(json, parameter.name, parameter.in_query ? "query" : "header", false,
                     parameter.text, parameter.schema);
  }
  json.end_array();
}

/// One operation; `put_body` writes the schema of the body, where there is one.
template <class PutBody>
void append_operation(JsonWriter& json, const RouteForm& form, std::string_view id,
                      std::string_view summary, PutBody put_body, bool body_needed, Schema answer) {
  std::string method{form.method};
  std::transform(method.begin(), method.end(), method.begin(),
                 [](char c) { return static_cast<char>(c - 'A' + 'a'); });
  json.key(method);
  json.begin_object();
  json.member("operationId", id);
  json.member("summary", summary);
  append_security(json, form.access);
  append_parameters(json, form);
  if (body_needed) {
    json.key("requestBody");
    json.begin_object();
    json.member("required", true);
    json.key("content");
    json.begin_object();
    json.key("application/json");
    json.begin_object();
    json.key("schema");
    put_body();
    json.end_object();
    json.end_object();
    json.end_object();
  }
  append_responses(json, form, answer);
  json.end_object();
}

/// What apply_operation answers: what it did, or with dry_run what it would change.
void applied_schema(JsonWriter& json) {
  json.begin_object();
  json.key("anyOf");
  json.begin_array();
  schema::ref<"Done">(json);
  schema::ref<"Differences">(json);
  json.end_array();
  json.end_object();
}

/// Each command has an address of its own in the document.
void append_commands(JsonWriter& json, const RouteForm& form) {
  const std::string_view root = form.path.substr(0, form.path.find('{'));
  for (const CommandForm& command : command_forms()) {
    json.key(std::string(root) + std::string(command.name));
    json.begin_object();
    append_operation(
        json, form, command.name, command.summary, [&] { command_schema(json, command); }, true,
        form.answer);
    json.end_object();
  }
  json.key(std::string(root) + "apply_operation");
  json.begin_object();
  append_operation(
      json, form, "apply_operation", "Changes the operation to what the files say",
      [&] { schema::ref<"OperationFiles">(json); }, true, applied_schema);
  json.end_object();
}

void append_paths(JsonWriter& json) {
  for (const RouteForm& form : route_forms()) {
    if (form.route == Route::command) {
      append_commands(json, form);
      continue;
    }
    json.key(form.path);
    json.begin_object();
    append_operation(
        json, form, enum_name(form.route), form.summary, [&] { form.body(json); },
        form.body != nullptr, form.answer);
    json.end_object();
  }
}

}  // namespace

std::string openapi_document(std::string_view version) {
  JsonWriter json;
  json.begin_object();
  json.member("openapi", "3.1.0");
  json.key("info");
  json.begin_object();
  json.member("title", "Relevo");
  json.member("version", version);
  json.member("description",
              "The operating platform of a contact centre. Times are RFC 3339 in UTC, durations "
              "whole milliseconds (`_ms`); agents, queues, teams and users are codes, contacts and "
              "positions numbers. Objects may get more members; clients ignore what they do not "
              "know.");
  json.end_object();
  json.key("paths");
  json.begin_object();
  append_paths(json);
  json.end_object();
  json.key("components");
  json.begin_object();
  json.key("securitySchemes");
  json.raw(
      R"({"token":{"type":"http","scheme":"bearer","description":"From POST /api/v1/sessions"},)"
      R"("cookie":{"type":"apiKey","in":"cookie","name":"__Host-relevo-USER",)"
      R"("description":"For pages of this server, whose Origin is checked. )"
      R"(Relevo-User names the user"}})");
  json.key("schemas");
  json.begin_object();
  append_schemas(json);
  json.end_object();
  json.end_object();
  json.end_object();
  return json.take();
}

}  // namespace relevo
