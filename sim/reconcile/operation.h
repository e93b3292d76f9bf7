// The operation of a working day that is reconciled: queues of several campaigns and clients,
// agents of several teams and sites, and what changes of it in the middle of the day.
#pragma once

#include <cstdint>

#include "core/operation.h"

namespace relevo::sim {

/// Each queue asks for one skill, each agent has three. Agent i is user i; behind the agents come
/// the coordinators, one a team.
Operation working_operation(std::uint64_t seed, std::uint32_t agents);

/// The next version: some agents work in another team or at another site from here on, a queue
/// belongs to another campaign, and another one promises more.
Operation changed_at_noon(const Operation& operation);

}  // namespace relevo::sim
