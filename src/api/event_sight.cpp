#include "api/event_sight.h"

#include "api/event_json.h"
#include "view/contact_event.h"

namespace relevo {

bool is_of_other_supervision(const Event& event, const Sight& sight) {
  const bool is_of_supervision = std::holds_alternative<SupervisionStarted>(event) ||
                                 std::holds_alternative<SupervisionJoined>(event) ||
                                 std::holds_alternative<SupervisionChanged>(event) ||
                                 std::holds_alternative<SupervisionEnded>(event);
  return is_of_supervision && !sight.sees(agent_of(event));
}

bool sees(const Floor& floor, const Sight& sight, const Event& event) {
  const ContactId contact = contact_of(event);
  const AgentId agent = agent_of(event);
  if (is_of_other_supervision(event, sight)) return false;
  if (!contact && !agent) return sight.system;
  if (sight.all || (agent && sight.sees(agent))) return true;
  if (!contact) return false;
  const auto row = floor.board().contacts().find(contact);
  if (row != floor.board().contacts().end() && sight.sees(row->second)) return true;
  const auto life = floor.lives().find(contact);
  return life && *life != nullptr && sight.sees(**life);
}

RoutingDecided in_sight(const RoutingDecided& decided, const Sight& sight) {
  RoutingDecided told = decided;
  if (!sight.sees(told.agent)) told.agent = {};
  told.candidates = {};
  for (const Candidate& candidate : decided.candidates) {
    if (sight.sees(candidate.agent)) told.candidates.push_back(candidate);
  }
  return told;
}

void append_event_in_sight(JsonWriter& json, const Record& record, const Floor& floor,
                           const Sight& sight) {
  const auto* decided = std::get_if<RoutingDecided>(&record.event);
  const Duration offset = floor.engine().wall_offset();
  if (sight.all || decided == nullptr) {
    return append_event(json, record, floor.operation(), offset);
  }
  const Event told = in_sight(*decided, sight);
  append_event(json, {record.position, record.at, told, record.document}, floor.operation(),
               offset);
}

Result<void> append_events(JsonWriter& json, const LogSource& log, const Floor& floor,
                           const Sight& sight, Position first, std::size_t count) {
  const Position end = first + count;
  json.begin_array();
  for (Position next = first; next < end;) {
    const auto batches = log.read(next - 1, end - next);
    if (!batches) return tl::unexpected<Fault>(batches.error());
    if (batches->empty()) break;
    for (const Batch& batch : *batches) {
      for_each_record(batch, [&](const Record& record) {
        if (record.position < next || record.position >= end) return;
        if (!sees(floor, sight, record.event)) return;
        append_event_in_sight(json, record, floor, sight);
      });
      next = std::max(next, batch.last() + 1);
    }
  }
  json.end_array();
  return {};
}

}  // namespace relevo
