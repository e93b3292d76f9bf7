// Who hears whom in a contact where more than two do.
#pragma once

#include <vector>

#include "base/id.h"
#include "link/messages.h"
#include "voice/media/media.h"

namespace relevo::voice {

/// Who is up of a contact's legs, and not on hold: these hear each other. Zero: is not there.
struct Floor {
  LegId customer;
  LegId agent;   // Who has the contact.
  LegId second;  // Another agent, who is consulted or in a conference.
  std::vector<link::Supervisor> supervisors;
};

/// For Media::confer, by link::Supervise. A supervisor hears whoever is on the floor, and the
/// others who barge; whispers are for the agent alone. In the order above, a second one only where
/// there is one, and with a leg of zero where there is no customer or agent. Who hears nobody but
/// one other hears nobody here: they are bridged. None where nobody hears more; of more than
/// supervisors_max the first.
std::vector<Conferred> who_hears_whom(const Floor& floor);

}  // namespace relevo::voice
