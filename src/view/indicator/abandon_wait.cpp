// How long is patience?
#include "view/indicator/all.h"

namespace relevo {

const Indicator abandon_wait{
    .name = "abandon_wait",
    .unit = Unit::duration,
    .kinds = of_queues,
    .part = {Measure::abandon_wait},
    .whole = {Measure::abandoned},
    .title = {"Espera hasta abandonar", "Wait until abandoned"},
    .help = {"Lo que esperaron en promedio quienes abandonaron.",
             "How long those who abandoned waited on average."},
};

}  // namespace relevo
