// How much of their time did a fault take from people?
#include "view/indicator/all.h"

namespace relevo {

const Indicator unreachable{
    .name = "unreachable",
    .unit = Unit::ratio,
    .better = Better::lower,
    .kinds = of_agents,
    .part = {Measure::time_unreachable},
    .whole = {Measure::time_ready, Measure::time_reserved, Measure::time_dialing,
              Measure::time_talking, Measure::time_hold, Measure::time_consult,
              Measure::time_wrap_up, Measure::time_off_phone_work, Measure::time_missed,
              Measure::time_break_personal, Measure::time_break_rest, Measure::time_break_meal,
              Measure::time_break_coaching, Measure::time_break_training,
              Measure::time_break_system, Measure::time_unreachable},
    .title = {"Inalcanzable", "Unreachable"},
    .help = {"Parte del tiempo con sesión abierta en que una falla hizo inalcanzable al agente.",
             "Share of the time signed in in which a fault made the agent unreachable."},
};

}  // namespace relevo
