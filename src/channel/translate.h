// Between the link's words and the core's: pure, so that every case can be tested by itself.
#pragma once

#include <optional>
#include <vector>

#include "core/believed.h"
#include "core/commands.h"
#include "core/record.h"
#include "core/reject.h"
#include "link/messages.h"

namespace relevo {

/// The whole desired state of a contact.
link::Desired desired_of(const Believed& believed);

/// Which fact of which process it is, and how long ago it happened.
Source source_of(NodeId node, std::uint64_t session, const link::Fact& fact);

/// The command that a fact stands for; none for a fact that needs a person first (CallArrived).
std::optional<Command> command_of(const link::FactBody& fact, const Source& source);

/// How a call that the core refused is turned away (RFC 3261 section 21).
link::Refused refused_of(LegId leg, Reject reject, bool overloaded);

/// Which facts a batch has taken, in its order.
std::vector<FactsTaken> facts_taken_of(const Batch& batch);

}  // namespace relevo
