// How long did they serve?
#include "view/indicator/all.h"

namespace relevo {

const Indicator productive_time{
    .name = "productive_time",
    .unit = Unit::duration,
    .kinds = of_agents,
    .part = {Measure::time_ready, Measure::time_reserved, Measure::time_dialing,
             Measure::time_talking, Measure::time_hold, Measure::time_consult,
             Measure::time_wrap_up, Measure::time_off_phone_work},
    .title = {"Tiempo productivo", "Productive time"},
    .help = {"Tiempo disponible, en conversación, retención, consulta, cierre o trabajo sin "
             "teléfono; sin descansos.",
             "Time available, in talk, hold, consultation, wrap-up or work off the phone; without "
             "breaks."},
};

}  // namespace relevo
