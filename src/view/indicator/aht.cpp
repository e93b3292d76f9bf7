// How long does one take?
#include "view/indicator/all.h"

namespace relevo {

const Indicator aht{
    .name = "aht",
    .unit = Unit::duration,
    .kinds = of_all,
    .part = {Measure::talk, Measure::hold, Measure::wrap_up},
    .whole = {Measure::handled},
    .title = {"Tiempo medio de operación (TMO)", "Average handling time (AHT)"},
    .help = {"Conversación, espera y cierre, por parte atendida. De una transferida cada agente "
             "tiene lo suyo.",
             "Talk, hold and wrap-up for each share handled. Of one that was transferred each "
             "agent has their own."},
};

}  // namespace relevo
