// What the API counts of itself.
#pragma once

#include <array>

#include "api/route_form.h"
#include "metrics/figures.h"

namespace relevo {

struct ApiMetrics {
  static constexpr std::size_t classes_count = 5;  // 1xx to 5xx.

  std::array<std::array<Counter, classes_count>, routes_count> requests;
  Histogram request_time;

  void answered(Route route, int status, Duration took) {
    const auto nth = static_cast<std::size_t>(status / 100 - 1);
    requests[static_cast<std::size_t>(route)][nth].add();
    request_time.record(took);
  }
};

}  // namespace relevo
