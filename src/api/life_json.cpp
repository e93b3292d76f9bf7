#include "api/life_json.h"

#include <array>

#include "api/event_json.h"
#include "api/json_member.h"
#include "base/enum_name.h"

namespace relevo {

namespace {

const ContactRow* row_of(const Floor& floor, const ContactLife& life) {
  const auto row = floor.board().contacts().find(life.id);
  return row == floor.board().contacts().end() ? nullptr : &row->second;
}

void put_waited(JsonWriter& json, const Floor& floor, const ContactLife& life) {
  const ContactRow* row = row_of(floor, life);
  json.value(in_ms(row == nullptr ? life.total_waited : total_wait(*row, floor.now())));
}

void put_agents(JsonWriter& json, const Floor& floor, const ContactLife& life) {
  json.begin_array();
  for (const AgentId agent : life.agents) append_code(json, floor.operation().agents, agent);
  json.end_array();
}

using J = JsonWriter;
using LifeMember = JsonMember<Floor, ContactLife>;

constexpr std::array life_members = {
    LifeMember{"id", schema::whole,
               [](J& json, const Floor&, const ContactLife& life) { json.value(life.id.value); }},
    LifeMember{"queue", schema::nullable<schema::text>,
               [](J& json, const Floor& floor, const ContactLife& life) {
                 append_code(json, floor.operation().queues, life.queue);
               }},
    LifeMember{
        "state", schema::name_of<ContactState>,
        [](J& json, const Floor&, const ContactLife& life) { json.value(enum_name(life.state)); }},
    LifeMember{
        "end", schema::name_of<ContactEnd, false>,
        [](J& json, const Floor&, const ContactLife& life) { json.value(enum_name(life.end)); },
        [](const Floor&, const ContactLife& life) { return life.end != ContactEnd::none; }},
    LifeMember{
        "fault", schema::name_of<FaultOf, false>,
        [](J& json, const Floor&, const ContactLife& life) { json.value(enum_name(life.fault)); },
        [](const Floor&, const ContactLife& life) { return life.fault != FaultOf::none; }},
    LifeMember{"arrived_at", schema::time,
               [](J& json, const Floor& floor, const ContactLife& life) {
                 put_time(json, floor, life.arrived_at);
               }},
    LifeMember{"closed_at", schema::time,
               [](J& json, const Floor& floor, const ContactLife& life) {
                 put_time(json, floor, life.closed_at);
               },
               [](const Floor&, const ContactLife& life) { return life.closed_at.us != 0; }},
    LifeMember{"waited_ms", schema::whole, put_waited},
    LifeMember{
        "talked_ms", schema::whole,
        [](J& json, const Floor&, const ContactLife& life) { json.value(in_ms(life.talked)); }},
    LifeMember{
        "held_ms", schema::whole,
        [](J& json, const Floor&, const ContactLife& life) { json.value(in_ms(life.held)); }},
    LifeMember{"recorded", schema::boolean,
               [](J& json, const Floor&, const ContactLife& life) { json.value(life.recorded); }},
    LifeMember{"disposition", schema::text,
               [](J& json, const Floor& floor, const ContactLife& life) {
                 append_code(json, floor.operation().dispositions, life.disposition);
               },
               [](const Floor&, const ContactLife& life) { return bool{life.disposition}; }},
    LifeMember{"agents", schema::list_of<schema::text>, put_agents},
};

}  // namespace

void append_life(JsonWriter& json, const Floor& floor, const ContactLife& life) {
  append_object(json, life_members, floor, life);
}

void append_life_members(JsonWriter& json, const Floor& floor, const ContactLife& life) {
  append_members(json, life_members, floor, life);
}

void life_schema(JsonWriter& json) { append_object_schema(json, life_members); }

}  // namespace relevo
