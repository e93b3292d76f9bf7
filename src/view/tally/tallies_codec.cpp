// The figures in a snapshot.
#include <algorithm>

#include "view/tally/tallies.h"

namespace relevo {

namespace {

struct Kept {
  Duration wall_offset;
  std::vector<tally::QueuePart> queues;
  std::vector<tally::AgentPart> agents;
  std::vector<DispositionKind> dispositions;
  std::map<ContactId, tally::ContactPart> contacts;
  std::map<Subject, Series> series;
  Time forgotten;
};

template <class V>
void fields(V& visit, Kept& o) {
  visit(1, "wall_offset", o.wall_offset);
  visit(2, "queues", o.queues);
  visit(3, "agents", o.agents);
  visit(4, "dispositions", o.dispositions);
  visit(5, "contacts", o.contacts);
  visit(6, "series", o.series);
  visit(7, "forgotten", o.forgotten);
}

bool holds(const Kept& kept, const Operation& operation) {
  const bool fits = kept.queues.size() == operation.queues.size() &&
                    kept.agents.size() == operation.agents.size() &&
                    kept.dispositions.size() == operation.dispositions.size();
  const auto is_queue = [&](QueueId id) { return id.value >= 1 && id.value <= kept.queues.size(); };
  return fits &&
         std::all_of(kept.contacts.begin(), kept.contacts.end(),
                     [&](const auto& entry) { return is_queue(entry.second.queue); }) &&
         std::all_of(kept.agents.begin(), kept.agents.end(),
                     [&](const tally::AgentPart& agent) {
                       return !agent.share.queue || is_queue(agent.share.queue);
                     }) &&
         std::all_of(kept.series.begin(), kept.series.end(),
                     [](const auto& entry) { return entry.second.is_sound(); });
}

}  // namespace

void Tallies::encode_to(Bytes& out) const {
  encode(out, Kept{.wall_offset = wall_offset_,
                   .queues = queues_,
                   .agents = agents_,
                   .dispositions = dispositions_,
                   .contacts = contacts_,
                   .series = series_,
                   .forgotten = forgotten_});
}

std::optional<Tallies> Tallies::decode_from(ByteView bytes, const Operation& operation) {
  Kept kept;
  if (!decode(bytes, kept) || !holds(kept, operation)) return std::nullopt;
  Tallies tallies;
  tallies.wall_offset_ = kept.wall_offset;
  tallies.queues_ = std::move(kept.queues);
  tallies.agents_ = std::move(kept.agents);
  tallies.dispositions_ = std::move(kept.dispositions);
  tallies.contacts_ = std::move(kept.contacts);
  tallies.series_ = std::move(kept.series);
  tallies.forgotten_ = kept.forgotten;
  return tallies;
}

}  // namespace relevo
