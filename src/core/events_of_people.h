// Events of what people say to each other: hands, messages, notes, and who heard a recording.
//
// As events.h says; what is said stands in the records store and nowhere else.
#pragma once

#include "base/id.h"
#include "base/time.h"
#include "core/types.h"

namespace relevo {

/// The agent asks for somebody above them.
struct HandRaised {
  AgentId agent;
};

/// By the agent, by who came, or because the agent signs out.
struct HandLowered {
  AgentId agent;
  UserId by;
  Duration lasted;
};

/// Somebody wrote to the agent. The text is in the records store and nowhere else.
struct MessageSent {
  TextId message;
  AgentId agent;
  UserId by;
  bool urgent;
  ForcedTo reason_for;  // Of which change, by the same user; none: of none.
};

/// By its agent.
struct MessageRead {
  TextId message;
  AgentId agent;
};

/// Somebody wrote it beside the contact's life, which may be over. The text is in the records store
/// and nowhere else.
struct NoteAdded {
  ContactId contact;
  TextId note;
  UserId by;
};

/// Before the first byte of it was given out.
struct RecordingRead {
  ContactId contact;
  UserId user;
};

}  // namespace relevo
