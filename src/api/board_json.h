// The board as JSON: the rows of GET /board and of the feed.
#pragma once

#include <set>

#include "api/floor.h"
#include "api/policy.h"
#include "base/json_writer.h"

namespace relevo {

void append_queue_row(JsonWriter& json, const Floor& floor, const QueueRow& row);
void append_agent_row(JsonWriter& json, const Floor& floor, const AgentRow& row);
void append_contact_row(JsonWriter& json, const Floor& floor, const ContactRow& row);

/// The schemas of these rows.
void queue_row_schema(JsonWriter& json);
void agent_row_schema(JsonWriter& json);
void contact_row_schema(JsonWriter& json);

/// The whole board, as far as `sight` reaches. Retired entries are left out.
/// `own`: whose unread messages are told, too.
void append_board(JsonWriter& json, const Floor& floor, const Sight& sight, AgentId own = {});

/// What the viewers of one scope have been told.
struct Shown {
  std::set<ContactId> contacts;      // Of the board, and in sight.
  std::set<QueueId> queues_to_tell;  // In sight; changed since their rows were told.
};

/// Members `agents`, `contacts` and `queues` that hold the changed rows within the sight, and
/// `gone`: contacts that were shown and are over or out of sight. False, and half a text, when that
/// is nothing; also when only queues have changed and are not to be told alone. A member may follow
/// either way.
bool append_changes(JsonWriter& json, const Floor& floor, const Sight& sight,
                    const BoardChanges& changes, Shown& shown, bool queues_alone);

}  // namespace relevo
