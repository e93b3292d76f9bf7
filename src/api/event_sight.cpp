#include "api/event_sight.h"

#include "api/event_json.h"
#include "view/contact_event.h"

namespace relevo {

bool sees(const Floor& floor, const Sight& sight, const Event& event) {
  const ContactId contact = contact_of(event);
  const AgentId agent = agent_of(event);
  if (!contact && !agent) return sight.system;
  if (sight.all || (agent && sight.sees(agent))) return true;
  if (!contact) return false;
  const auto row = floor.board().contacts().find(contact);
  if (row != floor.board().contacts().end() && sight.sees(row->second)) return true;
  const ContactLife* life = floor.history().find(contact);
  return life != nullptr && sight.sees(*life);
}

Result<void> append_events(JsonWriter& json, const Log& log, const Floor& floor, const Sight& sight,
                           Position first, std::size_t count) {
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
        append_event(json, record, floor.operation(), floor.engine().wall_offset());
      });
      next = std::max(next, batch.last() + 1);
    }
  }
  json.end_array();
  return {};
}

}  // namespace relevo
