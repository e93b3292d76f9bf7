// Which events a principal may read, and how a run of them becomes JSON.
#pragma once

#include "api/floor.h"
#include "api/policy.h"
#include "base/json_writer.h"
#include "base/result.h"
#include "log/log.h"

namespace relevo {

/// Whether it tells who supervises an agent out of sight: who has the contact later, or had it
/// before, learns nothing of that.
bool is_of_other_supervision(const Event& event, const Sight& sight);

bool sees(const Floor& floor, const Sight& sight, const Event& event);

/// What of a decision may be told: without candidates, and without a chosen one, out of sight.
RoutingDecided in_sight(const RoutingDecided& decided, const Sight& sight);

/// As append_event, as far as the sight reaches.
void append_event_in_sight(JsonWriter& json, const Record& record, const Floor& floor,
                           const Sight& sight);

/// Appends an array of the events first .. first + count - 1, those in sight. Faults of the log.
Result<void> append_events(JsonWriter& json, const LogSource& log, const Floor& floor,
                           const Sight& sight, Position first, std::size_t count);

}  // namespace relevo
