// What the core believes about one contact's legs: all that a channel needs to act on it.
//
// Made from the state after each batch that touched the contact, and for every live contact when
// a channel reconciles. Channels keep no copy.
#pragma once

#include <cstdint>

#include "base/id.h"
#include "base/list.h"
#include "base/text.h"
#include "base/time.h"
#include "core/types.h"

namespace relevo {

struct BelievedLeg {
  LegId leg;
  Code agent;           // Empty: the customer's. Of who took the contact over: the user's.
  Duration ring;        // Agents: how long it may ring from its start.
  bool answer = false;  // Agents: they have accepted in their page.
};

/// Beside the bridge; made as an agent's leg is.
struct BelievedSupervisor {
  LegId leg;
  Code user;
  SuperviseMode mode = SuperviseMode::off;
};

/// Legs that are not listed should not be. `node` says whose legs they are.
struct Believed {
  ContactId contact;
  NodeId node;
  std::uint64_t epoch = 0;  // With version: whatever a later start of the core says is newer.
  Position version = 0;
  bool live = false;          // False: every leg should be gone.
  List<BelievedLeg, 4> legs;  // The customer's first.
  List<LegId, 3> bridge;      // Who should hear each other, those that ring when they answer; the
                              // customer, if they are one of them, first.
  List<BelievedSupervisor, supervisors_max> supervisors;
  bool waiting = false;  // Hears greeting and music, else (held) music alone.
  bool record = false;
  Code queue;
  Code language;
  Text<96> greeting;
  Text<96> music;
};

}  // namespace relevo
