// The state as bytes: what a snapshot keeps of it.
#pragma once

#include <optional>

#include "base/bytes.h"
#include "core/state.h"

namespace relevo {

/// Raised when apply() gives another state for the events of an older log: states of before are not
/// what a replay gives now, and their snapshots are left aside.
inline constexpr std::uint32_t state_version = 1;

/// The kept tables (state_fields.h) in the byte form of base/bytes.h.
Bytes encode_state(const State& state);

/// The state with its derived tables; nothing when the bytes are damaged or name what is not there.
/// Whether it is the state that was, its hash tells: compare it before going on from here.
std::optional<State> decode_state(ByteView bytes);

}  // namespace relevo
