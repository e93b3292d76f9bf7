// GET /dispositions: what the contacts in sight can come to, named in both languages.
#pragma once

#include "api/floor.h"
#include "api/policy.h"
#include "base/json_writer.h"
#include "http/http.h"

namespace relevo {

/// Those that contacts of a queue in sight can have, retired ones too: contacts that are over may
/// have them.
HttpReply dispositions_reply(const Floor& floor, const Sight& sight);

void disposition_schema(JsonWriter& json);

/// What somebody said that a contact came to: who, and whether it was the contact's at that moment.
/// Requires that the event is ContactDisposed.
void append_outcome(JsonWriter& json, const Floor& floor, const Record& record);

void outcome_schema(JsonWriter& json);

}  // namespace relevo
