// Variant 1: of those whom we did answer.
#include "view/indicator/all.h"

namespace relevo {

const Indicator service_level_of_answered{
    .name = "service_level_of_answered",
    .unit = Unit::ratio,
    .better = Better::higher,
    .kinds = of_queues,
    .part = {Measure::answered_in_target},
    .whole = {Measure::answered},
    .title = {"Nivel de servicio, de contestadas", "Service level, of answered"},
    .help = {"Parte de las contestadas que lo fue dentro de la meta.",
             "Share of those answered that was so within the target."},
};

}  // namespace relevo
