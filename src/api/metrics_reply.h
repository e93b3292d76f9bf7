// GET /metrics: the API's own figures and the floor's, and behind them those of the process.
#pragma once

#include "api/api_metrics.h"
#include "api/floor.h"
#include "http/http.h"
#include "metrics/page.h"

namespace relevo {

/// Figures of requests and connections.
void append_api(MetricsPage& page, const ApiMetrics& metrics);

/// How many agents and contacts are in each state, and each queue's wait. Nothing about persons:
/// queues by their codes, no agent, no contact.
void append_floor(MetricsPage& page, const Floor& floor);

}  // namespace relevo
