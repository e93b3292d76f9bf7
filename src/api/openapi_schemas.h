// The schemas of the OpenAPI document, one component for each shape that is answered or asked.
#pragma once

#include "base/json_writer.h"

namespace relevo {

/// Writes them as members of an object that is open.
void append_schemas(JsonWriter& json);

}  // namespace relevo
