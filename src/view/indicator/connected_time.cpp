// How long were people there?
#include "view/indicator/all.h"

namespace relevo {

const Indicator connected_time{
    .name = "connected_time",
    .unit = Unit::duration,
    .kinds = of_agents,
    .part = {Measure::time_ready, Measure::time_reserved, Measure::time_dialing,
             Measure::time_talking, Measure::time_hold, Measure::time_consult,
             Measure::time_wrap_up, Measure::time_off_phone_work, Measure::time_missed,
             Measure::time_break_personal, Measure::time_break_rest, Measure::time_break_meal,
             Measure::time_break_coaching, Measure::time_break_training,
             Measure::time_break_system},
    .title = {"Tiempo conectado", "Connected time"},
    .help = {"Tiempo en turno con sesión abierta, descansos incluidos. Sin los ratos en que una "
             "falla hizo inalcanzable al agente.",
             "Time signed in, breaks included. Without the times when a fault made the agent "
             "unreachable."},
};

}  // namespace relevo
