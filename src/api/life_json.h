// A contact as it stands in the list of contacts.
#pragma once

#include "api/floor.h"
#include "base/json_writer.h"
#include "view/history.h"

namespace relevo {

void append_life(JsonWriter& json, const Floor& floor, const ContactLife& life);

/// The same into an object that is begun already.
void append_life_members(JsonWriter& json, const Floor& floor, const ContactLife& life);

void life_schema(JsonWriter& json);

}  // namespace relevo
