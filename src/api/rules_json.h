// GET /rules: by which deviation rules people and queues are watched, and who is told when.
#pragma once

#include "api/floor.h"
#include "api/policy.h"
#include "http/http.h"

namespace relevo {

/// Those in force that can concern the principal, in the order of the operation, and the ladder.
HttpReply rules_reply(const Floor& floor, const Principal& principal, const Sight& sight);

/// The schemas of a rule, and of the ladder.
void rule_schema(JsonWriter& json);
void ladder_schema(JsonWriter& json);

}  // namespace relevo
