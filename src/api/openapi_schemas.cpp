#include "api/openapi_schemas.h"

#include <array>
#include <utility>

#include "api/alerts_json.h"
#include "api/board_json.h"
#include "api/customer.h"
#include "api/decision_json.h"
#include "api/dispositions_json.h"
#include "api/event_json.h"
#include "api/indicators_json.h"
#include "api/json_schema.h"
#include "api/life_json.h"
#include "api/messages_json.h"
#include "api/problem.h"
#include "api/reports.h"
#include "api/rules_json.h"
#include "api/texts_json.h"
#include "api/whom_json.h"

namespace relevo {

namespace {

struct Member {
  std::string_view name;
  Schema schema = nullptr;
  bool required = true;
};

template <std::size_t N>
void append_object(JsonWriter& json, const std::array<Member, N>& members) {
  json.begin_object();
  json.member("type", "object");
  json.key("properties");
  json.begin_object();
  for (const Member& member : members) {
    json.key(member.name);
    member.schema(json);
  }
  json.end_object();
  json.key("required");
  json.begin_array();
  for (const Member& member : members) {
    if (member.required) json.value(member.name);
  }
  json.end_array();
  json.end_object();
}

using schema::list_of;
using schema::nullable;
using schema::ref;

constexpr std::array about = {Member{"demo", schema::boolean}, Member{"operation", schema::text},
                              Member{"version", schema::text}};
constexpr std::array credentials = {Member{"user", schema::text}, Member{"password", schema::text},
                                    Member{"cookie", schema::boolean, false}};
constexpr std::array session = {Member{"token", schema::text, false},
                                Member{"expires_at", schema::time}, Member{"user", schema::text},
                                Member{"roles", list_of<schema::name_of<Role>>}};
constexpr std::array signed_out = {Member{"position", schema::whole}};
constexpr std::array state = {Member{"position", schema::whole}, Member{"hash", schema::text}};
constexpr std::array done = {Member{"position", schema::whole},
                             Member{"events", list_of<ref<"Event">>}};
constexpr std::array board = {Member{"position", schema::whole},
                              Member{"at", schema::time},
                              Member{"queues", list_of<ref<"Queue">>},
                              Member{"agents", list_of<ref<"Agent">>},
                              Member{"contacts", list_of<ref<"Contact">>},
                              Member{"alerts", list_of<schema::object>},
                              Member{"messages", list_of<ref<"Message">>, false}};
constexpr std::array contacts = {Member{"rows", list_of<ref<"ContactRow">>},
                                 Member{"next", nullable<schema::whole>}};
constexpr std::array colleagues = {Member{"rows", list_of<ref<"Colleague">>}};
constexpr std::array destinations = {Member{"rows", list_of<ref<"Destination">>}};
constexpr std::array dispositions = {Member{"rows", list_of<ref<"Disposition">>}};
constexpr std::array indicators = {Member{"names", list_of<schema::text>},
                                   Member{"position", schema::whole},
                                   Member{"at", schema::time},
                                   Member{"day", schema::text, false},
                                   Member{"time_zone", schema::text, false},
                                   Member{"rows", list_of<ref<"Figures">>}};
constexpr std::array indicator_catalogue = {Member{"rows", list_of<ref<"Indicator">>}};
constexpr std::array reports = {Member{"rows", list_of<ref<"ReportForm">>}};
constexpr std::array sent_messages = {Member{"rows", list_of<ref<"SentMessage">>}};
constexpr std::array alerts = {Member{"position", schema::whole}, Member{"at", schema::time},
                               Member{"rows", list_of<ref<"Alert">>}};
constexpr std::array rules = {Member{"position", schema::whole}, Member{"at", schema::time},
                              Member{"rows", list_of<ref<"Rule">>},
                              Member{"ladder", ref<"Ladder">}};
constexpr std::array events = {Member{"rows", list_of<ref<"Event">>},
                               Member{"next", schema::whole}};
constexpr std::array history = {
    Member{"customer", nullable<ref<"Customer">>}, Member{"screen_pop", nullable<schema::text>},
    Member{"events", list_of<ref<"Event">>},       Member{"decisions", list_of<ref<"Decision">>},
    Member{"notes", list_of<ref<"Note">>},         Member{"heard", list_of<ref<"Heard">>},
    Member{"outcomes", list_of<ref<"Outcome">>}};
constexpr std::array source = {Member{"name", schema::text}, Member{"text", schema::text}};
constexpr std::array difference = {Member{"subject", schema::text}, Member{"change", schema::text}};
constexpr std::array differences = {Member{"differences", list_of<ref<"Difference">>},
                                    Member{"base_version", schema::whole}};
constexpr std::array operation = {Member{"sources", list_of<ref<"OperationSource">>},
                                  Member{"dry_run", schema::boolean, false},
                                  Member{"base_version", schema::whole, false}};
constexpr std::array page_phone = {
    Member{"id", schema::whole}, Member{"number", schema::whole, false},
    Member{"offer", schema::text, false}, Member{"here", schema::boolean, false},
    Member{"close", schema::boolean, false}};
constexpr std::array page_phone_told = {
    Member{"id", schema::whole},           Member{"number", schema::whole},
    Member{"alive", schema::boolean},      Member{"gone", schema::boolean},
    Member{"answer", schema::text, false}, Member{"elsewhere", schema::boolean, false},
    Member{"why", schema::text, false}};
constexpr std::array feed_message = {
    Member{"token", schema::text, false}, Member{"user", schema::text, false},
    Member{"subscribe", schema::text, false}, Member{"from", schema::whole, false},
    Member{"phone", ref<"PagePhone">, false}};
constexpr std::array changes = {Member{"agents", list_of<ref<"Agent">>, false},
                                Member{"contacts", list_of<ref<"Contact">>, false},
                                Member{"gone", list_of<schema::whole>, false},
                                Member{"queues", list_of<ref<"Queue">>, false},
                                Member{"events", list_of<ref<"Event">>, false},
                                Member{"messages", list_of<ref<"Message">>, false}};
constexpr std::array feed_told = {
    Member{"topic", schema::text, false},         Member{"position", schema::whole, false},
    Member{"snapshot", schema::object, false},    Member{"changes", ref<"Changes">, false},
    Member{"phone", ref<"PagePhoneTold">, false}, Member{"error", schema::text, false}};

void problem_schema(JsonWriter& json) {
  json.begin_object();
  json.member("type", "object");
  json.member("description", "RFC 9457. `detail` is one sentence for whoever asked.");
  json.key("properties");
  json.raw(R"({"type":{"type":"string"},"title":{"type":"string"},"status":{"type":"integer"},)"
           R"("detail":{"type":"string"},"reject":{"$ref":"#/components/schemas/Reject"}})");
  json.key("required");
  json.raw(R"(["type","title","status","detail"])");
  json.key("examples");
  json.begin_array();
  json.raw(problem(Reject::agent_offline).body);
  json.end_array();
  json.end_object();
}

void reject_schema(JsonWriter& json) {
  std::string text = "Why the rules said no:";
  for (const RejectMeaning& meaning : reject_meanings()) {
    text += "\n- `";
    text += enum_name(meaning.reject);
    text += "` (" + std::to_string(meaning.status) + "): ";
    text += meaning.sentence;
  }
  text.append("\n- `").append(notes_full.name).append("` (409): ").append(notes_full.sentence);
  json.begin_object();
  json.member("type", "string");
  json.member("description", text);
  json.key("enum");
  json.begin_array();
  for (const RejectMeaning& meaning : reject_meanings()) json.value(enum_name(meaning.reject));
  json.value(notes_full.name);
  json.end_array();
  json.end_object();
}

/// Both of what it is in the list, and of what only one contact's own address shows.
void whole_life_schema(JsonWriter& json) {
  json.begin_object();
  json.key("allOf");
  json.begin_array();
  ref<"ContactRow">(json);
  append_object(json, history);
  json.end_array();
  json.end_object();
}

template <const auto& members>
void of(JsonWriter& json) {
  append_object(json, members);
}

constexpr std::array<std::pair<std::string_view, Schema>, 51> components = {{
    {"About", of<about>},
    {"Credentials", of<credentials>},
    {"Session", of<session>},
    {"SignedOut", of<signed_out>},
    {"State", of<state>},
    {"Done", of<done>},
    {"Board", of<board>},
    {"Queue", queue_row_schema},
    {"Agent", agent_row_schema},
    {"Contact", contact_row_schema},
    {"Contacts", of<contacts>},
    {"ContactRow", life_schema},
    {"ContactLife", whole_life_schema},
    {"Decision", decision_schema},
    {"Colleague", colleague_schema},
    {"Colleagues", of<colleagues>},
    {"Destination", destination_schema},
    {"Destinations", of<destinations>},
    {"Disposition", disposition_schema},
    {"Dispositions", of<dispositions>},
    {"Figures", figures_schema},
    {"Indicators", of<indicators>},
    {"Indicator", indicator_schema},
    {"IndicatorCatalogue", of<indicator_catalogue>},
    {"SentMessage", sent_message_schema},
    {"SentMessages", of<sent_messages>},
    {"ReportForm", report_form_schema},
    {"Reports", of<reports>},
    {"Report", report_schema},
    {"Alert", alert_schema},
    {"Alerts", of<alerts>},
    {"Rule", rule_schema},
    {"Rules", of<rules>},
    {"Ladder", ladder_schema},
    {"Customer", customer_schema},
    {"Note", note_schema},
    {"Heard", heard_schema},
    {"Outcome", outcome_schema},
    {"Message", message_schema},
    {"Events", of<events>},
    {"OperationSource", of<source>},
    {"OperationFiles", of<operation>},
    {"Difference", of<difference>},
    {"Differences", of<differences>},
    {"FeedMessage", of<feed_message>},
    {"FeedTold", of<feed_told>},
    {"PagePhone", of<page_phone>},
    {"PagePhoneTold", of<page_phone_told>},
    {"Changes", of<changes>},
    {"Problem", problem_schema},
    {"Reject", reject_schema},
}};

}  // namespace

void append_schemas(JsonWriter& json) {
  for (const auto& [name, put] : components) {
    json.key(name);
    put(json);
  }
  append_event_schemas(json);
}

}  // namespace relevo
