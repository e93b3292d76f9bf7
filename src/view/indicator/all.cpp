#include "view/indicator/all.h"

#include <array>

namespace relevo {

std::span<const Indicator* const> all_indicators() {
  static constexpr std::array all{
      &waiting,
      &longest_wait,
      &offered,
      &answered,
      &abandoned,
      &abandoned_short,
      &abandonment,
      &abandonment_raw,
      &service_level,
      &service_level_of_answered,
      &service_level_of_ended,
      &service_level_of_offered,
      &asa,
      &wait_median,
      &wait_p90,
      &abandon_wait,
      &handled,
      &aht,
      &aht_median,
      &aht_p90,
      &talk_time,
      &hold_time,
      &wrap_up_time,
      &holds,
      &transfers,
      &missed_offers,
      &connect_delay,
      &connected_time,
      &productive_time,
      &occupancy,
      &unreachable,
      &scheduled_time,
      &connection_efficiency,
      &utilisation,
      &outcomes,
      &sales,
      &promises,
      &conversion,
      &sales_per_productive_hour,
      &sales_per_connected_hour,
      &promises_per_productive_hour,
      &promises_per_connected_hour,
  };
  return all;
}

const Indicator* indicator_of(std::string_view name) {
  for (const Indicator* one : all_indicators()) {
    if (one->name == name) return one;
  }
  return nullptr;
}

}  // namespace relevo
