// How much of the time that was planned went into customers?
#include "view/indicator/all.h"

namespace relevo {

const Indicator utilisation{
    .name = "utilisation",
    .unit = Unit::ratio,
    .kinds = of_scheduled,
    .part = {Measure::time_talking, Measure::time_hold, Measure::time_consult,
             Measure::time_wrap_up},
    .whole = {Measure::time_scheduled},
    .title = {"Utilización", "Utilisation"},
    .help = {"Tiempo en conversación, retención, consulta y cierre entre horas programadas hasta "
             "ahora.",
             "Time in talk, hold, consultation and wrap-up over scheduled hours up to now."},
};

}  // namespace relevo
