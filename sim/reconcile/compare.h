// Holds what the figures answered against the recount, value by value.
#pragma once

#include <string>

#include "sim/reconcile/asked.h"
#include "sim/reconcile/reconcile.h"
#include "sim/reconcile/recount.h"

namespace relevo::sim {

/// Every indicator of every subject. Requires that the recount stands at the answer's position.
void compare(const Asked& asked, const Recount& recount, Reconciled& day);

/// What queues, and what agents have, is what those have whom they belong to, and the operation.
void add_up(const Asked& asked, Reconciled& day);

}  // namespace relevo::sim
