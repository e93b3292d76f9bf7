// What the API counts of itself.
#pragma once

#include <array>

#include "api/route_form.h"
#include "http/http_metrics.h"
#include "metrics/figures.h"

namespace relevo {

struct ApiMetrics {
  static constexpr std::size_t classes_count = 5;  // 1xx to 5xx.

  std::array<std::array<Counter, classes_count>, routes_count> requests;
  Histogram request_time;
  Counter commands_limited;
  Gauge feed_viewers;
  Counter feed_coalesced;  // Changes left out for a slow reader, once until its fresh snapshot.
  Counter feed_cut;        // Viewers that read nothing, or said too much.
  HttpMetrics http;

  void answered(Route route, int status, Duration took) {
    const auto nth = static_cast<std::size_t>(status / 100 - 1);
    requests[static_cast<std::size_t>(route)][nth].add();
    request_time.record(took);
  }
};

}  // namespace relevo
