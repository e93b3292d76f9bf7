// The state as one number, for comparing the live floor with its replay.
#define XXH_INLINE_ALL
#include <xxhash.h>

#include "core/state_fields.h"

namespace relevo {

namespace {

/// Collects numbers and structs, each with its length, so that no two states give equal bytes.
class Tables {
 public:
  void number(std::uint64_t value) { put_varint(bytes_, value); }
  void time(Time time) { number(zigzag(time.us)); }

  template <class T>
  void object(const T& object) {
    Bytes encoded;
    encode(encoded, object);
    number(encoded.size());
    bytes_.insert(bytes_.end(), encoded.begin(), encoded.end());
  }

  std::uint64_t hash() const { return XXH3_64bits(bytes_.data(), bytes_.size()); }

 private:
  Bytes bytes_;
};

void add(Tables& tables, const Queue& queue) {
  tables.number(queue.waiting.size());
  for (const WaitKey& key : queue.waiting) {
    tables.time(key.order);
    tables.number(key.contact.value);
  }
  tables.number(queue.ready.size());
  for (const ReadyKey& key : queue.ready) {
    tables.number(zigzag(key.rank));
    tables.time(key.idle_since);
    tables.number(key.agent.value);
  }
  tables.number(queue.contacts);
  tables.number(queue.members);
  for (const std::uint32_t count : queue.by_state) tables.number(count);
}

}  // namespace

std::uint64_t hash_of(const State& state) {
  Tables tables;
  tables.number(state.position);
  tables.time(state.at);
  tables.number(state.epoch);
  tables.number(zigzag(state.wall_offset.us));
  tables.object(*state.operation);
  for (const Agent& agent : state.agents) tables.object(agent);
  for (const Queue& queue : state.queues) add(tables, queue);
  tables.number(state.contacts.size());
  for (const auto& [id, contact] : state.contacts) tables.object(contact);
  tables.number(state.contact_of_leg.size());
  for (const auto& [leg, contact] : state.contact_of_leg) {
    tables.number(leg.value);
    tables.number(contact.value);
  }
  tables.number(state.sessions.size());
  for (const auto& [id, session] : state.sessions) tables.object(session);
  tables.number(state.keys.size());
  for (const auto& [name, key] : state.keys) tables.object(key);
  tables.number(state.facts_taken.size());
  for (const auto& [node, taken] : state.facts_taken) {
    tables.number(node.value);
    tables.number(taken.session);
    tables.number(taken.number);
  }
  tables.number(state.nodes.size());
  for (const auto& [id, node] : state.nodes) tables.object(node);
  tables.number(state.deadlines.size());
  for (const Deadline& deadline : state.deadlines) {
    tables.time(deadline.at);
    tables.number(static_cast<std::uint64_t>(deadline.of));
    tables.number(deadline.id);
  }
  for (const std::uint64_t made :
       {state.contacts_made, state.offers_made, state.legs_made, state.sessions_made}) {
    tables.number(made);
  }
  return tables.hash();
}

}  // namespace relevo
