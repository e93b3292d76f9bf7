// GET /agents and /queues: whom one can hand a contact to.
#pragma once

#include "api/floor.h"
#include "api/policy.h"
#include "base/json_writer.h"
#include "http/http.h"

namespace relevo {

/// Agents who serve a campaign of which the principal sees a queue, without the principal: names
/// and states, and never what kind of break.
HttpReply agents_reply(const Floor& floor, const Sight& sight, const Principal& principal);

/// The queues of those campaigns.
HttpReply queues_reply(const Floor& floor, const Sight& sight);

/// The schemas of one row of each.
void colleague_schema(JsonWriter& json);
void destination_schema(JsonWriter& json);

}  // namespace relevo
