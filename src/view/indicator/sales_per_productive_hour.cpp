// What does an hour of service bring?
#include "view/indicator/all.h"

namespace relevo {

const Indicator sales_per_productive_hour{
    .name = "sales_per_productive_hour",
    .unit = Unit::per_hour,
    .better = Better::higher,
    .kinds = of_agents,
    .part = {Measure::sales},
    .whole = {Measure::time_ready, Measure::time_reserved, Measure::time_dialing,
              Measure::time_talking, Measure::time_hold, Measure::time_consult,
              Measure::time_wrap_up, Measure::time_off_phone_work},
    .title = {"Ventas por hora productiva (VPH)", "Sales per productive hour (VPH)"},
    .help = {"Ventas por hora productiva; los descansos no entran.",
             "Sales in an hour of productive time; breaks are left out."},
};

}  // namespace relevo
