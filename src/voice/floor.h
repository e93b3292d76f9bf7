// Who hears whom in a contact that somebody supervises.
#pragma once

#include <vector>

#include "base/id.h"
#include "link/messages.h"
#include "voice/media/media.h"

namespace relevo::voice {

/// Who is up of a contact's legs.
struct Floor {
  LegId customer;  // Zero: it hears no agent, but music.
  LegId agent;     // Zero: none is there.
  std::vector<link::Supervisor> supervisors;
};

/// For Media::confer, by link::Supervise. A supervisor hears the customer and the agent as far as
/// they are on the floor, and the others who barge; whispers are for the agent alone. The first two
/// are the customer and the agent, with a leg of zero where there is none. None without a
/// supervisor; of more than supervisors_max the first.
std::vector<Conferred> who_hears_whom(const Floor& floor);

}  // namespace relevo::voice
