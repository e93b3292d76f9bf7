#include "api/board_json.h"

#include "api/event_json.h"
#include "base/enum_name.h"

namespace relevo {

namespace {

void append_contact_or_null(JsonWriter& json, ContactId contact) {
  json.key("contact");
  if (!contact) return json.value(nullptr);
  json.value(contact.value);
}

template <class E>
void append_kind(JsonWriter& json, std::string_view name, E kind) {
  json.key(name);
  if (kind == E::none) return json.value(nullptr);
  json.value(enum_name(kind));
}

template <class Entry, class AnyId>
bool in_use(const std::vector<Entry>& entries, AnyId id) {
  const Entry* entry = entry_of(entries, id);
  return entry != nullptr && !entry->retired;
}

}  // namespace

void append_queue_row(JsonWriter& json, const Floor& floor, const QueueRow& row) {
  const QueueSetup* setup = entry_of(floor.operation().queues, row.id);
  const Duration longest =
      row.waiting.empty() ? Duration{} : floor.now() - row.waiting.begin()->first;
  json.begin_object();
  json.member("id", setup->code.view());
  json.key("number");
  if (setup->number.empty()) {
    json.value(nullptr);
  } else {
    json.value(setup->number.view());
  }
  json.key("campaign");
  append_code(json, floor.operation().campaigns, setup->campaign);
  json.member("waiting", row.waiting.size());
  json.member("connected", row.connected);
  json.member("agents", floor.staff().of(row.id).here);
  json.member("ready", floor.staff().of(row.id).ready);
  json.member("longest_wait_ms", in_ms(longest));
  json.member("target_ms", in_ms(setup->target));
  json.end_object();
}

void append_agent_row(JsonWriter& json, const Floor& floor, const AgentRow& row) {
  const AgentSetup* setup = entry_of(floor.operation().agents, row.id);
  const std::string_view name = floor.name_of(*setup);
  json.begin_object();
  json.member("id", setup->code.view());
  json.member("name", name.empty() ? setup->code.view() : name);
  json.key("team");
  append_code(json, floor.operation().teams, setup->team);
  json.key("site");
  append_code(json, floor.operation().sites, setup->site);
  json.member("state", enum_name(row.state));
  append_kind(json, "break_kind", row.break_kind);
  append_kind(json, "next_break", row.next_break);
  json.member("since", rfc3339(row.since + floor.engine().wall_offset()));
  append_contact_or_null(json, row.contact);
  json.member("devices", row.devices);
  json.member("sessions", row.sessions);
  json.end_object();
}

void append_contact_row(JsonWriter& json, const Floor& floor, const ContactRow& row) {
  const Duration offset = floor.engine().wall_offset();
  json.begin_object();
  json.member("id", row.id.value);
  json.key("queue");
  append_code(json, floor.operation().queues, row.queue);
  json.member("state", enum_name(row.state));
  json.key("agent");
  append_code(json, floor.operation().agents, row.agent);
  json.member("arrived_at", rfc3339(row.arrived_at + offset));
  json.member("since", rfc3339(row.since + offset));
  json.member("waited_ms", in_ms(total_wait(row, floor.now())));
  json.member("recording", row.recording);
  json.end_object();
}

void append_board(JsonWriter& json, const Floor& floor, const Sight& sight) {
  const Board& board = floor.board();
  json.begin_object();
  json.member("position", board.position());
  json.member("at", rfc3339(floor.now() + floor.engine().wall_offset()));
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
