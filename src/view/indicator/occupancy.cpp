// How much of the time on the line is work?
#include "view/indicator/all.h"

namespace relevo {

const Indicator occupancy{
    .name = "occupancy",
    .unit = Unit::ratio,
    .kinds = of_agents,
    .part = {Measure::time_talking, Measure::time_hold, Measure::time_consult,
             Measure::time_wrap_up},
    .whole = {Measure::time_talking, Measure::time_hold, Measure::time_consult,
              Measure::time_wrap_up, Measure::time_ready, Measure::time_reserved,
              Measure::time_dialing},
    .title = {"Ocupación", "Occupancy"},
    .help = {"Parte del tiempo en línea con un cliente o en cierre. Muy alta por mucho tiempo "
             "cansa a la gente.",
             "Share of the time on the line spent with a customer or in wrap-up. Very high for "
             "long wears people out."},
};

}  // namespace relevo
