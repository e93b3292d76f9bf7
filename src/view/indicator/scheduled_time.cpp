// How long were people to be there?
#include "view/indicator/all.h"

namespace relevo {

const Indicator scheduled_time{
    .name = "scheduled_time",
    .unit = Unit::duration,
    .kinds = of_scheduled,
    .part = {Measure::time_scheduled},
    .title = {"Tiempo programado", "Scheduled time"},
    .help = {"Horas del turno hasta ahora, según el archivo de operación vigente.",
             "Hours of the shift up to now, by the operation file in force."},
};

}  // namespace relevo
