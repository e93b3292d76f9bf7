// Variant 4: who leaves before the target was not kept waiting too long.
#include "view/indicator/all.h"

namespace relevo {

const Indicator service_level_of_offered{
    .name = "service_level_of_offered",
    .unit = Unit::ratio,
    .better = Better::higher,
    .kinds = of_queues,
    .part = {Measure::answered_in_target, Measure::abandoned_in_target},
    .whole = {Measure::answered, Measure::abandoned, Measure::lost_waiting, Measure::waiting_late},
    .title = {"Nivel de servicio, de recibidas", "Service level, of offered"},
    .help = {"Parte que dentro de la meta fue contestada o se fue sola: quien abandona antes de la "
             "meta no se contó como tarde.",
             "Share that was answered or left by itself within the target: who leaves before it "
             "was not kept waiting too long."},
};

}  // namespace relevo
