#include "api/board_json.h"

#include <array>

#include "api/event_json.h"
#include "api/json_member.h"
#include "api/texts_json.h"
#include "base/enum_name.h"

namespace relevo {

namespace {

template <class E>
void put_name_or_null(JsonWriter& json, E value) {
  if (value == E::none) return json.value(nullptr);
  json.value(enum_name(value));
}

const QueueSetup& setup_of(const Floor& floor, const QueueRow& row) {
  return *entry_of(floor.operation().queues, row.id);
}

const AgentSetup& setup_of(const Floor& floor, const AgentRow& row) {
  return *entry_of(floor.operation().agents, row.id);
}

void put_number(JsonWriter& json, const Floor& floor, const QueueRow& row) {
  const QueueSetup& setup = setup_of(floor, row);
  if (setup.number.empty()) return json.value(nullptr);
  json.value(setup.number.view());
}

void put_longest_wait(JsonWriter& json, const Floor& floor, const QueueRow& row) {
  json.value(in_ms(row.waiting.empty() ? Duration{} : floor.now() - row.waiting.begin()->first));
}

void put_agent_name(JsonWriter& json, const Floor& floor, const AgentRow& row) {
  const AgentSetup& setup = setup_of(floor, row);
  const std::string_view name = floor.name_of(setup);
  json.value(name.empty() ? setup.code.view() : name);
}

void put_contact_or_null(JsonWriter& json, const Floor& /*floor*/, const AgentRow& row) {
  if (!row.contact) return json.value(nullptr);
  json.value(row.contact.value);
}

void put_time_or_null(JsonWriter& json, const Floor& floor, Time at) {
  if (at == Time{}) return json.value(nullptr);
  put_time(json, floor, at);
}

using J = JsonWriter;
using QueueMember = JsonMember<Floor, QueueRow>;
using AgentMember = JsonMember<Floor, AgentRow>;
using ContactMember = JsonMember<Floor, ContactRow>;

constexpr std::array queue_members = {
    QueueMember{"id", schema::text,
                [](J& json, const Floor& floor, const QueueRow& row) {
                  json.value(setup_of(floor, row).code.view());
                }},
    QueueMember{"number", schema::nullable<schema::text>, put_number},
    QueueMember{"campaign", schema::nullable<schema::text>,
                [](J& json, const Floor& floor, const QueueRow& row) {
                  append_code(json, floor.operation().campaigns, setup_of(floor, row).campaign);
                }},
    QueueMember{"waiting", schema::whole,
                [](J& json, const Floor&, const QueueRow& row) { json.value(row.waiting.size()); }},
    QueueMember{"connected", schema::whole,
                [](J& json, const Floor&, const QueueRow& row) { json.value(row.connected); }},
    QueueMember{"agents", schema::whole,
                [](J& json, const Floor& floor, const QueueRow& row) {
                  json.value(floor.staff().of(row.id).here);
                }},
    QueueMember{"ready", schema::whole,
                [](J& json, const Floor& floor, const QueueRow& row) {
                  json.value(floor.staff().of(row.id).ready);
                }},
    QueueMember{"longest_wait_ms", schema::whole, put_longest_wait},
    QueueMember{"target_ms", schema::whole,
                [](J& json, const Floor& floor, const QueueRow& row) {
                  json.value(in_ms(setup_of(floor, row).target));
                }},
};

constexpr std::array agent_members = {
    AgentMember{"id", schema::text,
                [](J& json, const Floor& floor, const AgentRow& row) {
                  json.value(setup_of(floor, row).code.view());
                }},
    AgentMember{"name", schema::text, put_agent_name},
    AgentMember{"team", schema::nullable<schema::text>,
                [](J& json, const Floor& floor, const AgentRow& row) {
                  append_code(json, floor.operation().teams, setup_of(floor, row).team);
                }},
    AgentMember{"site", schema::nullable<schema::text>,
                [](J& json, const Floor& floor, const AgentRow& row) {
                  append_code(json, floor.operation().sites, setup_of(floor, row).site);
                }},
    AgentMember{
        "state", schema::name_of<AgentState>,
        [](J& json, const Floor&, const AgentRow& row) { json.value(enum_name(row.state)); }},
    AgentMember{
        "break_kind", schema::nullable<schema::name_of<BreakKind, false>>,
        [](J& json, const Floor&, const AgentRow& row) { put_name_or_null(json, row.break_kind); }},
    AgentMember{
        "next_break", schema::nullable<schema::name_of<BreakKind, false>>,
        [](J& json, const Floor&, const AgentRow& row) { put_name_or_null(json, row.next_break); }},
    AgentMember{"next_off_phone", schema::boolean,
                [](J& json, const Floor&, const AgentRow& row) { json.value(row.next_off_phone); }},
    AgentMember{
        "since", schema::time,
        [](J& json, const Floor& floor, const AgentRow& row) { put_time(json, floor, row.since); }},
    AgentMember{"hand_since", schema::nullable<schema::time>,
                [](J& json, const Floor& floor, const AgentRow& row) {
                  put_time_or_null(json, floor, row.hand_since);
                }},
    AgentMember{"wrap_up_ends_at", schema::nullable<schema::time>,
                [](J& json, const Floor& floor, const AgentRow& row) {
                  put_time_or_null(json, floor, row.wrap_up_ends);
                }},
    AgentMember{"wrap_up_latest_at", schema::nullable<schema::time>,
                [](J& json, const Floor& floor, const AgentRow& row) {
                  put_time_or_null(json, floor, row.wrap_up_latest);
                }},
    AgentMember{"contact", schema::nullable<schema::whole>, put_contact_or_null},
    AgentMember{"devices", schema::whole,
                [](J& json, const Floor&, const AgentRow& row) { json.value(row.devices); }},
    AgentMember{"sessions", schema::whole,
                [](J& json, const Floor&, const AgentRow& row) { json.value(row.sessions); }},
};

using SupervisorMember = JsonMember<Floor, SupervisorRow>;

std::string_view name_of(const Floor& floor, const SupervisorRow& row) {
  const UserSetup* const user = entry_of(floor.operation().users, row.user);
  return user == nullptr ? std::string_view{} : floor.name_of(*user);
}

constexpr std::array supervisor_members = {
    SupervisorMember{"user", schema::nullable<schema::text>,
                     [](J& json, const Floor& floor, const SupervisorRow& row) {
                       append_code(json, floor.operation().users, row.user);
                     }},
    SupervisorMember{
        "name", schema::text,
        [](J& json, const Floor& floor, const SupervisorRow& row) {
          json.value(name_of(floor, row));
        },
        [](const Floor& floor, const SupervisorRow& row) { return !name_of(floor, row).empty(); }},
    SupervisorMember{
        "mode", schema::name_of<SuperviseMode>,
        [](J& json, const Floor&, const SupervisorRow& row) { json.value(enum_name(row.mode)); }},
    SupervisorMember{
        "why", schema::name_of<SuperviseWhy>,
        [](J& json, const Floor&, const SupervisorRow& row) { json.value(enum_name(row.why)); }},
    SupervisorMember{"since", schema::time,
                     [](J& json, const Floor& floor, const SupervisorRow& row) {
                       put_time(json, floor, row.since);
                     }},
    SupervisorMember{"joined_at", schema::nullable<schema::time>,
                     [](J& json, const Floor& floor, const SupervisorRow& row) {
                       put_time_or_null(json, floor, row.joined_at);
                     }},
};

void put_supervisors(J& json, const Floor& floor, const ContactRow& row) {
  json.begin_array();
  for (const SupervisorRow& one : row.supervisors) {
    append_object(json, supervisor_members, floor, one);
  }
  json.end_array();
}

void supervisor_schema(J& json) { append_object_schema(json, supervisor_members); }

using SecondMember = JsonMember<Floor, SecondRow>;

constexpr std::array second_members = {
    SecondMember{"agent", schema::nullable<schema::text>,
                 [](J& json, const Floor& floor, const SecondRow& row) {
                   append_code(json, floor.operation().agents, row.agent);
                 }},
    SecondMember{"state",
                 [](J& json) { json.raw(R"({"type":"string","enum":["ringing","talking"]})"); },
                 [](J& json, const Floor&, const SecondRow& row) {
                   json.value(row.talking ? "talking" : "ringing");
                 }},
    SecondMember{"since", schema::time,
                 [](J& json, const Floor& floor, const SecondRow& row) {
                   put_time(json, floor, row.since);
                 }},
};

void put_second(J& json, const Floor& floor, const ContactRow& row) {
  if (!row.second.agent) return json.value(nullptr);
  append_object(json, second_members, floor, row.second);
}

void second_schema(J& json) { append_object_schema(json, second_members); }

/// With a second it is another word for who hears whom.
ContactState shown_state(const ContactRow& row) {
  if (!row.second.agent) return row.state;
  if (row.state == ContactState::held) return ContactState::consulting;
  return row.state == ContactState::connected ? ContactState::conferencing : row.state;
}

constexpr std::array contact_members = {
    ContactMember{"id", schema::whole,
                  [](J& json, const Floor&, const ContactRow& row) { json.value(row.id.value); }},
    ContactMember{"queue", schema::nullable<schema::text>,
                  [](J& json, const Floor& floor, const ContactRow& row) {
                    append_code(json, floor.operation().queues, row.queue);
                  }},
    ContactMember{"state", schema::name_of<ContactState>,
                  [](J& json, const Floor&, const ContactRow& row) {
                    json.value(enum_name(shown_state(row)));
                  }},
    ContactMember{"agent", schema::nullable<schema::text>,
                  [](J& json, const Floor& floor, const ContactRow& row) {
                    append_code(json, floor.operation().agents, row.agent);
                  }},
    ContactMember{"arrived_at", schema::time,
                  [](J& json, const Floor& floor, const ContactRow& row) {
                    put_time(json, floor, row.arrived_at);
                  }},
    ContactMember{"since", schema::time,
                  [](J& json, const Floor& floor, const ContactRow& row) {
                    put_time(json, floor, row.since);
                  }},
    ContactMember{"waited_ms", schema::whole,
                  [](J& json, const Floor& floor, const ContactRow& row) {
                    json.value(in_ms(total_wait(row, floor.now())));
                  }},
    ContactMember{"disposition", schema::nullable<schema::text>,
                  [](J& json, const Floor& floor, const ContactRow& row) {
                    append_code(json, floor.operation().dispositions, row.disposition);
                  }},
    ContactMember{"recording", schema::boolean,
                  [](J& json, const Floor&, const ContactRow& row) { json.value(row.recording); }},
    ContactMember{"supervisors", schema::list_of<supervisor_schema>, put_supervisors},
    ContactMember{"second", schema::nullable<second_schema>, put_second},
    ContactMember{"taken_over_by", schema::nullable<schema::text>,
                  [](J& json, const Floor& floor, const ContactRow& row) {
                    append_code(json, floor.operation().users, row.taken_over_by);
                  }},
    ContactMember{"transferred_by", schema::nullable<schema::text>,
                  [](J& json, const Floor& floor, const ContactRow& row) {
                    append_code(json, floor.operation().agents, row.transferred_by);
                  }},
};

template <class Entry, class AnyId>
bool in_use(const std::vector<Entry>& entries, AnyId id) {
  const Entry* entry = entry_of(entries, id);
  return entry != nullptr && !entry->retired;
}

}  // namespace

void append_queue_row(JsonWriter& json, const Floor& floor, const QueueRow& row) {
  append_object(json, queue_members, floor, row);
}

void append_agent_row(JsonWriter& json, const Floor& floor, const AgentRow& row) {
  append_object(json, agent_members, floor, row);
}

void append_contact_row(JsonWriter& json, const Floor& floor, const ContactRow& row) {
  append_object(json, contact_members, floor, row);
}

void queue_row_schema(JsonWriter& json) { append_object_schema(json, queue_members); }
void agent_row_schema(JsonWriter& json) { append_object_schema(json, agent_members); }
void contact_row_schema(JsonWriter& json) { append_object_schema(json, contact_members); }

void append_board(JsonWriter& json, const Floor& floor, const Sight& sight, AgentId own) {
  const Board& board = floor.board();
  json.begin_object();
  json.member("position", board.position());
  json.key("at");
  put_time(json, floor, floor.now());
  json.key("queues");
  json.begin_array();
  for (const QueueRow& row : board.queues()) {
    if (!in_use(board.operation().queues, row.id) || !sight.sees(row.id)) continue;
    append_queue_row(json, floor, row);
  }
  json.end_array();
  json.key("agents");
  json.begin_array();
  for (const AgentRow& row : board.agents()) {
    if (!in_use(board.operation().agents, row.id) || !sight.sees(row.id)) continue;
    append_agent_row(json, floor, row);
  }
  json.end_array();
  json.key("contacts");
  json.begin_array();
  for (const auto& [id, row] : board.contacts()) {
    if (sight.sees(row)) append_contact_row(json, floor, row);
  }
  json.end_array();
  // No rule raises alerts in this version; clients may count on the list.
  json.key("alerts");
  json.begin_array();
  json.end_array();
  if (own) {
    json.key("messages");
    append_unread(json, floor, own);
  }
  json.end_object();
}

bool append_changes(JsonWriter& json, const Floor& floor, const Sight& sight,
                    const BoardChanges& changes, Shown& shown, bool queues_alone) {
  const Board& board = floor.board();
  bool any = false;
  json.key("agents");
  json.begin_array();
  for (const AgentId id : changes.agents) {
    if (!in_use(board.operation().agents, id) || !sight.sees(id)) continue;
    append_agent_row(json, floor, board.agents()[id.value - 1]);
    any = true;
  }
  json.end_array();
  json.key("contacts");
  json.begin_array();
  std::vector<ContactId> gone;
  for (const ContactId id : changes.contacts) {
    const auto row = board.contacts().find(id);
    if (row == board.contacts().end()) continue;
    if (sight.sees(row->second)) {
      append_contact_row(json, floor, row->second);
      shown.contacts.insert(id);
      any = true;
    } else if (shown.contacts.erase(id) > 0) {
      gone.push_back(id);
    }
  }
  json.end_array();
  for (const ContactId id : changes.gone) {
    if (shown.contacts.erase(id) > 0) gone.push_back(id);
  }
  json.key("gone");
  json.begin_array();
  for (const ContactId id : gone) json.value(id.value);
  json.end_array();
  any = any || !gone.empty();
  for (const QueueId id : changes.queues) {
    if (in_use(board.operation().queues, id) && sight.sees(id)) shown.queues_to_tell.insert(id);
  }
  if (!any && (!queues_alone || shown.queues_to_tell.empty())) return false;
  json.key("queues");
  json.begin_array();
  for (const QueueId id : std::exchange(shown.queues_to_tell, {})) {
    append_queue_row(json, floor, board.queues()[id.value - 1]);
  }
  json.end_array();
  return true;
}

}  // namespace relevo
