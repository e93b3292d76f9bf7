// Events as the outside reads them: fields by their names, codes in place of ids.
#pragma once

#include "api/rfc3339.h"
#include "base/json_writer.h"
#include "core/operation.h"
#include "core/record.h"

namespace relevo {

/// `operation` names the ids; `wall_offset` turns log time into wall time.
void append_event(JsonWriter& json, const Record& record, const Operation& operation,
                  Duration wall_offset);

/// Members `Event` and `Event.KIND` for each kind there is: their schemas.
void append_event_schemas(JsonWriter& json);

/// The code of the entry with this id, or null for none.
template <class Entry, class AnyId>
void append_code(JsonWriter& json, const std::vector<Entry>& entries, AnyId id) {
  const Entry* entry = entry_of(entries, id);
  if (entry == nullptr) return json.value(nullptr);
  json.value(entry->code.view());
}

}  // namespace relevo
