// GET /messages: what one has written to agents, and who has read it.
#pragma once

#include "api/floor.h"
#include "api/policy.h"
#include "base/json_writer.h"
#include "http/http.h"

namespace relevo {

inline constexpr std::size_t sent_rows_max = 50;      // Of one answer, newest first.
inline constexpr std::size_t unread_codes_max = 200;  // Of one message, by code.

/// The principal's own messages alone.
HttpReply messages_reply(const Floor& floor, const Principal& principal);

/// The schema of one row.
void sent_message_schema(JsonWriter& json);

}  // namespace relevo
