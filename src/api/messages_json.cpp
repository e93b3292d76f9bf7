#include "api/messages_json.h"

#include <array>

#include "api/event_json.h"
#include "api/json_member.h"

namespace relevo {

namespace {

using J = JsonWriter;
using Member = JsonMember<Floor, SentMessage>;

void put_unread(J& json, const Floor& floor, const SentMessage& sent) {
  json.begin_array();
  std::size_t count = 0;
  for (const AgentId agent : sent.unread) {
    if (count == unread_codes_max) break;
    append_code(json, floor.operation().agents, agent);
    ++count;
  }
  json.end_array();
}

void priority_schema(J& json) { json.raw(R"({"type":"string","enum":["normal","urgent"]})"); }

constexpr std::array members = {
    Member{"message", schema::whole,
           [](J& json, const Floor&, const SentMessage& sent) { json.value(sent.message.value); }},
    Member{"at", schema::time,
           [](J& json, const Floor& floor, const SentMessage& sent) {
             put_time(json, floor, sent.at);
           }},
    Member{"text", schema::text,
           [](J& json, const Floor& floor, const SentMessage& sent) {
             json.value(floor.text_of(sent.message));
           }},
    Member{"priority", priority_schema,
           [](J& json, const Floor&, const SentMessage& sent) {
             json.value(sent.urgent ? "urgent" : "normal");
           }},
    Member{"sent", schema::whole,
           [](J& json, const Floor&, const SentMessage& sent) { json.value(sent.sent); }},
    Member{"read", schema::whole,
           [](J& json, const Floor&, const SentMessage& sent) {
             json.value(sent.sent - sent.unread.size());
           }},
    Member{"unread", schema::list_of<schema::text>, put_unread},
};

}  // namespace

HttpReply messages_reply(const Floor& floor, const Principal& principal) {
  JsonWriter json;
  json.begin_object();
  json.key("rows");
  json.begin_array();
  const auto& all = floor.sent_messages().all();
  std::size_t rows = 0;
  for (auto at = all.rbegin(); at != all.rend() && rows < sent_rows_max; ++at) {
    if (at->second.by != principal.user) continue;
    append_object(json, members, floor, at->second);
    ++rows;
  }
  json.end_array();
  json.end_object();
  return {.body = json.take()};
}

void sent_message_schema(JsonWriter& json) { append_object_schema(json, members); }

}  // namespace relevo
