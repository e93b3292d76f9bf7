#include "api/whom_json.h"

#include <algorithm>
#include <array>

#include "api/event_json.h"
#include "api/json_member.h"
#include "base/enum_name.h"

namespace relevo {

namespace {

using J = JsonWriter;
using AgentMember = JsonMember<Floor, AgentSetup>;
using QueueMember = JsonMember<Floor, QueueSetup>;

constexpr std::array agent_members = {
    AgentMember{
        "id", schema::text,
        [](J& json, const Floor&, const AgentSetup& agent) { json.value(agent.code.view()); }},
    AgentMember{"name", schema::text,
                [](J& json, const Floor& floor, const AgentSetup& agent) {
                  const std::string_view name = floor.name_of(agent);
                  json.value(name.empty() ? agent.code.view() : name);
                }},
    AgentMember{"team", schema::nullable<schema::text>,
                [](J& json, const Floor& floor, const AgentSetup& agent) {
                  append_code(json, floor.operation().teams, agent.team);
                }},
    AgentMember{"state", schema::name_of<AgentState>,
                [](J& json, const Floor& floor, const AgentSetup& agent) {
                  json.value(enum_name(floor.board().agents()[agent.id.value - 1].state));
                }},
};

void put_number(J& json, const Floor& /*floor*/, const QueueSetup& queue) {
  if (queue.number.empty()) return json.value(nullptr);
  json.value(queue.number.view());
}

constexpr std::array queue_members = {
    QueueMember{
        "id", schema::text,
        [](J& json, const Floor&, const QueueSetup& queue) { json.value(queue.code.view()); }},
    QueueMember{"number", schema::nullable<schema::text>, put_number},
    QueueMember{"campaign", schema::nullable<schema::text>,
                [](J& json, const Floor& floor, const QueueSetup& queue) {
                  append_code(json, floor.operation().campaigns, queue.campaign);
                }},
    QueueMember{"ready", schema::whole,
                [](J& json, const Floor& floor, const QueueSetup& queue) {
                  json.value(floor.staff().of(queue.id).ready);
                }},
    QueueMember{"waiting", schema::whole,
                [](J& json, const Floor& floor, const QueueSetup& queue) {
                  json.value(floor.board().queues()[queue.id.value - 1].waiting.size());
                }},
};

/// By queue's id - 1: in use, and of a campaign of which one is in sight.
std::vector<bool> queues_in_reach(const Operation& operation, const Sight& sight) {
  const CampaignsSeen campaigns = campaigns_seen(operation, sight);
  std::vector<bool> reach(operation.queues.size());
  for (const QueueSetup& queue : operation.queues) {
    const bool in_reach = queue.campaign ? campaigns.has(queue.campaign) : sight.sees(queue.id);
    reach[queue.id.value - 1] = !queue.retired && in_reach;
  }
  return reach;
}

HttpReply rows(const std::function<void(J&)>& append) {
  JsonWriter json;
  json.begin_object();
  json.key("rows");
  json.begin_array();
  append(json);
  json.end_array();
  json.end_object();
  return {.body = json.take()};
}

}  // namespace

HttpReply agents_reply(const Floor& floor, const Sight& sight, const Principal& principal) {
  const Operation& operation = floor.operation();
  const std::vector<bool> reach = queues_in_reach(operation, sight);
  return rows([&](J& json) {
    for (const AgentSetup& agent : operation.agents) {
      if (agent.retired || agent.id == principal.agent) continue;
      const std::vector<QueueId>& serves = floor.staff().queues_of(agent.id);
      const bool in_reach = sight.all || std::any_of(serves.begin(), serves.end(), [&](QueueId id) {
                              return reach[id.value - 1];
                            });
      if (in_reach) append_object(json, agent_members, floor, agent);
    }
  });
}

HttpReply queues_reply(const Floor& floor, const Sight& sight) {
  const Operation& operation = floor.operation();
  const std::vector<bool> reach = queues_in_reach(operation, sight);
  return rows([&](J& json) {
    for (const QueueSetup& queue : operation.queues) {
      if (reach[queue.id.value - 1]) append_object(json, queue_members, floor, queue);
    }
  });
}

void colleague_schema(JsonWriter& json) { append_object_schema(json, agent_members); }
void destination_schema(JsonWriter& json) { append_object_schema(json, queue_members); }

}  // namespace relevo
