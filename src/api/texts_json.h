// What people wrote, and who heard a recording, as JSON: notes of a contact, messages of an agent.
#pragma once

#include "api/floor.h"
#include "base/json_writer.h"
#include "core/record.h"

namespace relevo {

/// The record's event is a NoteAdded.
void append_note(JsonWriter& json, const Floor& floor, const Record& record);

/// The record's event is a RecordingRead.
void append_heard(JsonWriter& json, const Floor& floor, const Record& record);

/// A list of all that the agent has not read, oldest first.
void append_unread(JsonWriter& json, const Floor& floor, AgentId agent);

/// The schemas of one of each.
void note_schema(JsonWriter& json);
void heard_schema(JsonWriter& json);
void message_schema(JsonWriter& json);

}  // namespace relevo
