// Who is told of an alert at each level of the operation's ladder.
#pragma once

#include <cstdint>
#include <vector>

#include "core/operation.h"

namespace relevo {

/// The users who are told at the level of an alert about the subject, in the order of their ids: at
/// level 0 the agent whom it is about, at level n those of Ladder::levels[n - 1] who are above the
/// subject. A coordinator is above their own teams and the agents of these; a director above what
/// belongs to a campaign of theirs, and above all when they are a director of all campaigns; every
/// other role above all.
std::vector<UserId> told_at(const Operation& operation, std::uint32_t level,
                            const Subject& subject);

/// The first level above this one at which there is anybody; 0: none.
std::uint32_t next_level(const Operation& operation, std::uint32_t level, const Subject& subject);

/// How long an alert without an owner stays at the level before it climbs.
Duration stays_at(const Ladder& ladder, std::uint32_t level, AlertSeverity severity);

/// Whether the operation has the subject, and it is not retired.
bool is_there(const Operation& operation, const Subject& subject);

}  // namespace relevo
