#include "api/dispositions_json.h"

#include <algorithm>
#include <array>

#include "api/event_json.h"
#include "api/json_member.h"
#include "base/enum_name.h"

namespace relevo {

namespace {

using J = JsonWriter;
using NameMember = JsonMember<Disposition>;
using DispositionMember = JsonMember<Operation, Disposition>;

constexpr std::array name_members = {
    NameMember{"es", schema::text,
               [](J& json, const Disposition& one) { json.value(one.name_es.view()); }},
    NameMember{"en", schema::text,
               [](J& json, const Disposition& one) { json.value(one.name_en.view()); }},
};

void name_schema(JsonWriter& json) { append_object_schema(json, name_members); }

void put_campaigns(JsonWriter& json, const Operation& operation, const Disposition& one) {
  json.begin_array();
  for (const CampaignId campaign : one.campaigns) append_code(json, operation.campaigns, campaign);
  json.end_array();
}

constexpr std::array members = {
    DispositionMember{
        "id", schema::text,
        [](J& json, const Operation&, const Disposition& one) { json.value(one.code.view()); }},
    DispositionMember{"name", name_schema,
                      [](J& json, const Operation&, const Disposition& one) {
                        append_object(json, name_members, one);
                      }},
    DispositionMember{
        "kind", schema::name_of<DispositionKind>,
        [](J& json, const Operation&, const Disposition& one) { json.value(enum_name(one.kind)); }},
    DispositionMember{"campaigns", schema::list_of<schema::text>, put_campaigns},
    DispositionMember{
        "retired", schema::boolean,
        [](J& json, const Operation&, const Disposition& one) { json.value(one.retired); }},
};

bool is_in_sight(const Operation& operation, const Sight& sight, const Disposition& disposition) {
  return sight.all ||
         std::any_of(operation.queues.begin(), operation.queues.end(),
                     [&](const QueueSetup& queue) {
                       return sight.sees(queue.id) && is_for(disposition, queue.campaign);
                     });
}

}  // namespace

HttpReply dispositions_reply(const Floor& floor, const Sight& sight) {
  const Operation& operation = floor.operation();
  JsonWriter json;
  json.begin_object();
  json.key("rows");
  json.begin_array();
  for (const Disposition& disposition : operation.dispositions) {
    if (!is_in_sight(operation, sight, disposition)) continue;
    append_object(json, members, operation, disposition);
  }
  json.end_array();
  json.end_object();
  return {.body = json.take()};
}

void disposition_schema(JsonWriter& json) { append_object_schema(json, members); }

}  // namespace relevo
