// The state as one number, for comparing the live floor with its replay.
#define XXH_INLINE_ALL
#include <xxhash.h>

#include "core/state_codec.h"

namespace relevo {

namespace {

/// The derived part of a queue: what the kept tables do not say for certain.
void add(Bytes& bytes, const Queue& queue) {
  put_varint(bytes, queue.ready.size());
  for (const ReadyKey& key : queue.ready) {
    put_varint(bytes, zigzag(key.rank));
    put_varint(bytes, zigzag(key.idle_since.us));
    put_varint(bytes, key.agent.value);
  }
  put_varint(bytes, queue.members);
  for (std::size_t i = 0; i < agent_states; ++i) {
    if (queue.by_state[i] == 0) continue;  // So that a new state of agents changes no old hash.
    put_varint(bytes, i);
    put_varint(bytes, queue.by_state[i]);
  }
}

}  // namespace

std::uint64_t hash_of(const State& state) {
  Bytes bytes = encode_state(state);
  for (const Queue& queue : state.queues) add(bytes, queue);
  return XXH3_64bits(bytes.data(), bytes.size());
}

}  // namespace relevo
