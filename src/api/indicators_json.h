// GET /indicators and its catalogue: figures, and what they mean.
#pragma once

#include "api/floor.h"
#include "api/policy.h"
#include "http/http.h"
#include "view/indicator/indicator.h"

namespace relevo {

/// Figures about what the principal sees, subject by subject and step by step. A value is null when
/// there is nothing to divide by, which is not 0; `sums` has what was divided.
HttpReply indicators_reply(const HttpRequest& request, const Floor& floor,
                           const Principal& principal, const Sight& sight);

/// Every indicator: unit, formula, version, what it means in both languages.
HttpReply indicator_catalogue_reply();

/// In the indicator's unit; null when there is nothing to divide by.
void put_value(JsonWriter& json, const Indicator& indicator, const Value& value);
void put_value(JsonWriter& json, Unit unit, const Value& value);

/// The schemas of one row of each.
void figures_schema(JsonWriter& json);
void indicator_schema(JsonWriter& json);

}  // namespace relevo
