#include "api/texts_json.h"

#include <array>

#include "api/event_json.h"
#include "api/json_member.h"
#include "base/enum_name.h"

namespace relevo {

namespace {

/// One of the three; `text` is none for who heard.
struct Told {
  Time at;
  UserId by;
  TextId text;
  MessageRow message;
};

std::string_view name_of(const Floor& floor, const Told& told) {
  const UserSetup* const user = entry_of(floor.operation().users, told.by);
  return user == nullptr ? std::string_view{} : floor.name_of(*user);
}

using J = JsonWriter;
using Member = JsonMember<Floor, Told>;

constexpr Member at{"at", schema::time, [](J& json, const Floor& floor, const Told& told) {
                      put_time(json, floor, told.at);
                    }};
constexpr Member by{"by", schema::nullable<schema::text>,
                    [](J& json, const Floor& floor, const Told& told) {
                      append_code(json, floor.operation().users, told.by);
                    }};
constexpr Member by_name{
    "by_name", schema::text,
    [](J& json, const Floor& floor, const Told& told) { json.value(name_of(floor, told)); },
    [](const Floor& floor, const Told& told) { return !name_of(floor, told).empty(); }};
constexpr Member text{"text", schema::text, [](J& json, const Floor& floor, const Told& told) {
                        json.value(floor.text_of(told.text));
                      }};

void put_reason(J& json, const Floor& /*floor*/, const Told& told) {
  if (told.message.reason_for == ForcedTo::none) return json.value(nullptr);
  json.value(enum_name(told.message.reason_for));
}

void priority_schema(J& json) { json.raw(R"({"type":"string","enum":["normal","urgent"]})"); }

constexpr std::array note_members = {at, by, by_name, text};
constexpr std::array heard_members = {at, by, by_name};
constexpr std::array message_members = {
    Member{"message", schema::whole,
           [](J& json, const Floor&, const Told& told) { json.value(told.text.value); }},
    at,
    by,
    by_name,
    text,
    Member{"priority", priority_schema,
           [](J& json, const Floor&, const Told& told) {
             json.value(told.message.urgent ? "urgent" : "normal");
           }},
    Member{"reason_for", schema::nullable<schema::name_of<ForcedTo, false>>, put_reason},
};

}  // namespace

void append_note(JsonWriter& json, const Floor& floor, const Record& record) {
  const auto& event = std::get<NoteAdded>(record.event);
  append_object(json, note_members, floor,
                Told{.at = record.at, .by = event.by, .text = event.note});
}

void append_heard(JsonWriter& json, const Floor& floor, const Record& record) {
  const auto& event = std::get<RecordingRead>(record.event);
  append_object(json, heard_members, floor, Told{.at = record.at, .by = event.user});
}

void append_unread(JsonWriter& json, const Floor& floor, AgentId agent) {
  json.begin_array();
  const auto unread = floor.board().unread().find(agent);
  if (unread != floor.board().unread().end()) {
    for (const MessageRow& row : unread->second) {
      append_object(json, message_members, floor,
                    Told{.at = row.at, .by = row.by, .text = row.message, .message = row});
    }
  }
  json.end_array();
}

void note_schema(JsonWriter& json) { append_object_schema(json, note_members); }
void heard_schema(JsonWriter& json) { append_object_schema(json, heard_members); }
void message_schema(JsonWriter& json) { append_object_schema(json, message_members); }

}  // namespace relevo
