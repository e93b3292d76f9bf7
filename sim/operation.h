// The operation that a seed draws, and how it changes during the day.
#pragma once

#include <memory>

#include "core/commands.h"
#include "core/operation.h"
#include "sim/chance.h"
#include "sim/plan.h"

namespace relevo::sim {

/// Each queue has an agent who can take its contacts. Agent i's user has the same code, `aI`.
Operation draw_operation(const Plan& plan);

/// The same with something changed: a skill, a length, a queue or an agent more, one retired.
Operation changed(const Operation& operation, Chance& chance);

/// `base` is the version that it was made for.
ApplyOperation apply_of(Operation operation, std::uint64_t base);

}  // namespace relevo::sim
