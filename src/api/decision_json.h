// Why a contact went to an agent: a routing decision with its reasons, as far as the asker sees.
#pragma once

#include "api/floor.h"
#include "api/policy.h"
#include "base/json_writer.h"

namespace relevo {

/// `decided` is the record's event. Candidates out of sight are only counted.
void append_decision(JsonWriter& json, const Record& record, const RoutingDecided& decided,
                     const Floor& floor, const Sight& sight);

void decision_schema(JsonWriter& json);

}  // namespace relevo
