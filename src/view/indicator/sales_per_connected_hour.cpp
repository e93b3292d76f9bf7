// What does an hour that is paid bring?
#include "view/indicator/all.h"

namespace relevo {

const Indicator sales_per_connected_hour{
    .name = "sales_per_connected_hour",
    .unit = Unit::per_hour,
    .better = Better::higher,
    .kinds = of_agents,
    .part = {Measure::sales},
    .whole = {Measure::time_ready, Measure::time_reserved, Measure::time_dialing,
              Measure::time_talking, Measure::time_hold, Measure::time_consult,
              Measure::time_wrap_up, Measure::time_off_phone_work, Measure::time_missed,
              Measure::time_break_personal, Measure::time_break_rest, Measure::time_break_meal,
              Measure::time_break_coaching, Measure::time_break_training,
              Measure::time_break_system},
    .title = {"Ventas por hora conectada (VPH)", "Sales per connected hour (VPH)"},
    .help = {"Ventas por hora conectada, descansos incluidos.",
             "Sales in an hour of connected time, breaks included."},
};

}  // namespace relevo
