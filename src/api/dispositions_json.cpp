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

/// `event` said at that time.
struct Outcome {
  Time at;
  ContactDisposed event;
};

using OutcomeMember = JsonMember<Floor, Outcome>;

constexpr std::array outcome_members = {
    OutcomeMember{
        "at", schema::time,
        [](J& json, const Floor& floor, const Outcome& one) { put_time(json, floor, one.at); }},
    OutcomeMember{"agent", schema::nullable<schema::text>,
                  [](J& json, const Floor& floor, const Outcome& one) {
                    append_code(json, floor.operation().agents, one.event.agent);
                  }},
    OutcomeMember{"by", schema::nullable<schema::text>,
                  [](J& json, const Floor& floor, const Outcome& one) {
                    append_code(json, floor.operation().users, one.event.by);
                  }},
    OutcomeMember{"disposition", schema::nullable<schema::text>,
                  [](J& json, const Floor& floor, const Outcome& one) {
                    append_code(json, floor.operation().dispositions, one.event.disposition);
                  }},
    OutcomeMember{"aside", schema::boolean,
                  [](J& json, const Floor&, const Outcome& one) { json.value(one.event.aside); }},
};

bool is_in_sight(const CampaignsSeen& seen, const Disposition& disposition) {
  const std::vector<CampaignId>& campaigns = disposition.campaigns;
  if (campaigns.empty()) return seen.any;
  return std::any_of(campaigns.begin(), campaigns.end(),
                     [&](CampaignId campaign) { return seen.has(campaign); });
}

}  // namespace

HttpReply dispositions_reply(const Floor& floor, const Sight& sight) {
  const Operation& operation = floor.operation();
  const CampaignsSeen seen = campaigns_seen(operation, sight);
  JsonWriter json;
  json.begin_object();
  json.key("rows");
  json.begin_array();
  for (const Disposition& disposition : operation.dispositions) {
    if (!sight.all && !is_in_sight(seen, disposition)) continue;
    append_object(json, members, operation, disposition);
  }
  json.end_array();
  json.end_object();
  return {.body = json.take()};
}

void disposition_schema(JsonWriter& json) { append_object_schema(json, members); }

void append_outcome(JsonWriter& json, const Floor& floor, const Record& record) {
  append_object(json, outcome_members, floor,
                Outcome{.at = record.at, .event = std::get<ContactDisposed>(record.event)});
}

void outcome_schema(JsonWriter& json) { append_object_schema(json, outcome_members); }

}  // namespace relevo
