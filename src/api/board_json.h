// The board as JSON: the rows of GET /board and of the feed.
#pragma once

#include "api/floor.h"
#include "api/policy.h"
#include "base/json_writer.h"

namespace relevo {

void append_queue_row(JsonWriter& json, const Floor& floor, const QueueRow& row);
void append_agent_row(JsonWriter& json, const Floor& floor, const AgentRow& row);
void append_contact_row(JsonWriter& json, const Floor& floor, const ContactRow& row);

/// The whole board, as far as `sight` reaches. Retired entries are left out.
void append_board(JsonWriter& json, const Floor& floor, const Sight& sight);

/// Members `queues`, `agents` and `contacts` that hold the changed rows within the sight, and
/// `gone`: numbers of contacts that are over or out of sight. False when that is nothing at all.
bool append_changes(JsonWriter& json, const Floor& floor, const Sight& sight,
                    const BoardChanges& changes);

}  // namespace relevo
