// What each kind of event says about its contact, told once for all views.
#pragma once

#include <optional>

#include "core/record.h"

namespace relevo {

/// The contact an event belongs to; zero for none.
ContactId contact_of(const Event& event);

/// The agent an event is about; zero for none.
AgentId agent_of(const Event& event);

/// The state in which the event puts its contact; nothing when it leaves the state as it is.
std::optional<ContactState> state_after(const Event& event);

/// When it happened: before the record's time when the core heard of it late.
Time happened_at(const Record& record);

}  // namespace relevo
