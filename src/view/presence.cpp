#include "view/presence.h"

#include <algorithm>

namespace relevo {

namespace {

struct Kept {
  std::map<AgentId, std::vector<Stay>> stays;
};

template <class V>
void fields(V& visit, Kept& o) {
  visit(1, "stays", o.stays);
}

void forget_old(std::vector<Stay>& stays, Time now) {
  const auto first = std::find_if(stays.begin(), stays.end(), [&](const Stay& stay) {
    return !stay.is_over() || stay.to + stays_kept >= now;
  });
  stays.erase(stays.begin(), first);
  if (stays.size() > stays_max) stays.erase(stays.begin());
}

}  // namespace

void Presence::apply(const Record& record) {
  const auto* changed = std::get_if<AgentStateChanged>(&record.event);
  if (changed == nullptr) return;
  const bool was_there = changed->from != AgentState::offline;
  const bool is_there = changed->to != AgentState::offline;
  if (was_there == is_there) return;
  std::vector<Stay>& stays = stays_[changed->agent];
  if (is_there) {
    stays.push_back({.from = record.at});
  } else if (!stays.empty() && !stays.back().is_over()) {
    stays.back().to = record.at;
  }
  forget_old(stays, record.at);
}

const std::vector<Stay>& Presence::of(AgentId agent) const {
  static const std::vector<Stay> none;
  const auto found = stays_.find(agent);
  return found == stays_.end() ? none : found->second;
}

void Presence::encode_to(Bytes& out) const { encode(out, Kept{stays_}); }

std::optional<Presence> Presence::decode_from(ByteView bytes) {
  Kept kept;
  if (!decode(bytes, kept)) return std::nullopt;
  Presence presence;
  presence.stays_ = std::move(kept.stays);
  return presence;
}

Presence Presence::begin(const Board& board) {
  Presence presence;
  for (const AgentRow& row : board.agents()) {
    if (row.state != AgentState::offline) presence.stays_[row.id].push_back({.from = row.since});
  }
  return presence;
}

}  // namespace relevo
