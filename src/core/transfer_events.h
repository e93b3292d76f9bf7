// What happens when a contact has, or is to have, another agent beside or instead of its own.
//
// As events.h, which has the rest; kept for ever.
#pragma once

#include "base/id.h"
#include "base/time.h"
#include "core/types.h"

namespace relevo {

/// The agent has handed the contact over and has it no longer. Behind it stands its ContactQueued,
/// or, when the second takes it, their ContactConnected. Not counted as an end of the contact.
struct ContactTransferred {
  ContactId contact;
  AgentId agent;      // Who had it.
  QueueId queue;      // In which it was theirs.
  TransferMode mode;  // `consult`: to the second, who talked with the agent before.
  AgentId to_agent;   // None: to a queue.
  QueueId to_queue;
  Cause cause;
  FaultOf fault;    // Why the agent's side died, when that handed the contact to the second.
  Duration talked;  // With this agent, holds included.
  Duration held;
  Duration late;
  UserId user;  // Who had taken it over, and hands it on: then no agent had it.
};

/// Who was beside the conversation has the agent's place from here on, on the leg that they have.
/// No agent has the contact then.
struct ContactTakenOver {
  ContactId contact;
  AgentId agent;  // Who had it.
  QueueId queue;
  UserId user;
  LegId leg;
  Duration talked;  // With this agent, holds included.
  Duration held;
};

/// A second agent is rung at, to join the contact: to be heard by its agent alone while it is held,
/// by both otherwise. They are reserved, and have until `expires_at` as for an offer.
struct SecondAsked {
  ContactId contact;
  AgentId agent;     // The second.
  AgentId asked_by;  // Whose contact it is.
  QueueId queue;     // Whose best ready agent was asked for; none: this one by name.
  OfferId offer;
  LegId leg;
  Time expires_at;
};

/// The second has answered and is heard.
struct SecondJoined {
  ContactId contact;
  AgentId agent;
  OfferId offer;
  Duration rang;
  Duration late;
};

/// The phone of one of the two holds, or has come back. Only its media stops: who hears whom is the
/// contact's own affair while there are two, and follows the phone again when they are not.
struct DeviceHeld {
  ContactId contact;
  AgentId agent;
  bool held;
  Duration late;
};

/// The second is beside the contact no longer. Its agent has it as before.
struct SecondLeft {
  ContactId contact;
  AgentId agent;
  LegId leg;
  SecondEnd end;
  Duration rang;    // Who never answered.
  Duration talked;  // Who did.
  Duration late;
};

}  // namespace relevo
