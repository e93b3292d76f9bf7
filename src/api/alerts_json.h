// GET /alerts: deviations that somebody is told of, with who takes care of them and what comes
// next.
#pragma once

#include "api/floor.h"
#include "api/policy.h"
#include "http/http.h"

namespace relevo {

/// Whether the principal is shown alerts about the subject: who only takes contacts those about
/// themselves, everybody else those about what they see figures of.
bool sees_alerts_of(const Operation& operation, const Principal& principal, const Sight& sight,
                    const Subject& subject);

/// Those in sight that go on, by `state=ended` the last that are over instead, the newest first.
HttpReply alerts_reply(const HttpRequest& request, const Floor& floor, const Principal& principal,
                       const Sight& sight);

/// The schema of one of them.
void alert_schema(JsonWriter& json);

}  // namespace relevo
