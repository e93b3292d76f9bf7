// Who is beside a conversation, and why.
//
// As events.h, which has the rest; kept for ever.
#pragma once

#include "base/id.h"
#include "base/time.h"
#include "core/types.h"

namespace relevo {

/// Somebody is to hear the conversation beside its agent. The channel makes their leg, which is up
/// or gone a moment later, see SupervisionJoined. The agent is shown it from now on.
struct SupervisionStarted {
  ContactId contact;
  AgentId agent;
  UserId user;
  LegId leg;
  SuperviseMode mode;
  SuperviseWhy why;
};

/// Their leg is answered: they hear it now, and only now can they take it over.
struct SupervisionJoined {
  ContactId contact;
  AgentId agent;
  UserId user;
  Duration rang;
  Duration late;
};

/// The same user, on the same leg, is heard by others than before, or says why anew.
struct SupervisionChanged {
  ContactId contact;
  AgentId agent;
  UserId user;
  SuperviseMode from;
  SuperviseMode mode;
  SuperviseWhy why;
};

/// Behind the ContactReleased or ContactLostAgent of the conversation, when that was the reason.
struct SupervisionEnded {
  ContactId contact;
  AgentId agent;
  UserId user;
  LegId leg;
  SupervisionEnd end;
  Duration lasted;
  Duration late;
  UserId by;  // Whose command ended it for them; none: nobody else's.
};

}  // namespace relevo
