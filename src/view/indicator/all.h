// Every indicator there is. A new one is a file of its own, and a line here and in all.cpp.
#pragma once

#include "view/indicator/indicator.h"

namespace relevo {

extern const Indicator waiting;
extern const Indicator longest_wait;
extern const Indicator offered;
extern const Indicator answered;
extern const Indicator abandoned;
extern const Indicator abandoned_short;
extern const Indicator abandonment;
extern const Indicator abandonment_raw;
extern const Indicator service_level;
extern const Indicator service_level_of_answered;
extern const Indicator service_level_of_ended;
extern const Indicator service_level_of_offered;
extern const Indicator asa;
extern const Indicator wait_median;
extern const Indicator wait_p90;
extern const Indicator abandon_wait;
extern const Indicator handled;
extern const Indicator aht;
extern const Indicator aht_median;
extern const Indicator aht_p90;
extern const Indicator talk_time;
extern const Indicator hold_time;
extern const Indicator wrap_up_time;
extern const Indicator holds;
extern const Indicator transfers;
extern const Indicator missed_offers;
extern const Indicator connect_delay;
extern const Indicator connected_time;
extern const Indicator productive_time;
extern const Indicator occupancy;
extern const Indicator unreachable;
extern const Indicator scheduled_time;
extern const Indicator connection_efficiency;
extern const Indicator utilisation;
extern const Indicator outcomes;
extern const Indicator sales;
extern const Indicator promises;
extern const Indicator conversion;
extern const Indicator sales_per_productive_hour;
extern const Indicator sales_per_connected_hour;
extern const Indicator promises_per_productive_hour;
extern const Indicator promises_per_connected_hour;

}  // namespace relevo
