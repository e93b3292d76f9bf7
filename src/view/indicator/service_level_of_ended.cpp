// Variant 2: who left counts against us, however soon.
#include "view/indicator/all.h"

namespace relevo {

const Indicator service_level_of_ended{
    .name = "service_level_of_ended",
    .unit = Unit::ratio,
    .better = Better::higher,
    .kinds = of_queues,
    .part = {Measure::answered_in_target},
    .whole = {Measure::answered, Measure::abandoned},
    .title = {"Nivel de servicio, de contestadas y abandonadas",
              "Service level, of answered and abandoned"},
    .help = {"Parte contestada dentro de la meta, de todas las contestadas y abandonadas.",
             "Share that was answered within the target, of all answered and abandoned."},
};

}  // namespace relevo
