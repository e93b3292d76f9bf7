// The history in a snapshot: the lives and late events that are in memory.
#include <algorithm>

#include "view/history.h"

namespace relevo {

namespace {

struct Kept {
  std::map<ContactId, ContactLife> lives;
  std::map<ContactId, LateEvents> late;
};

template <class V>
void fields(V& visit, Kept& o) {
  visit(1, "lives", o.lives);
  visit(2, "late", o.late);
}

bool holds(const Kept& kept) {
  return std::all_of(kept.lives.begin(), kept.lives.end(),
                     [](const auto& entry) {
                       return entry.first && entry.first == entry.second.id &&
                              !entry.second.positions.empty();
                     }) &&
         std::all_of(kept.late.begin(), kept.late.end(),
                     [](const auto& entry) { return !entry.second.positions.empty(); });
}

}  // namespace

void History::encode_to(Bytes& out) const { encode(out, Kept{.lives = lives_, .late = late_}); }

std::optional<History> History::decode_from(ByteView bytes) {
  Kept kept;
  if (!decode(bytes, kept) || !holds(kept)) return std::nullopt;
  History history;
  history.lives_ = std::move(kept.lives);
  history.late_ = std::move(kept.late);
  for (const auto& [id, life] : history.lives_) history.index(life);
  return history;
}

void History::index(const ContactLife& life) {
  (life.state == ContactState::closed ? ended_ : open_).insert(life.id);
  if (life.queue) of_queue_[life.queue].insert(life.id);
  if (life.person) of_person_[life.person].insert(life.id);
  for (const AgentId agent : life.agents) of_agent_[agent].insert(life.id);
}

}  // namespace relevo
