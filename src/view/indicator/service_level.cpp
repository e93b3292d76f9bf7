// Were people answered as fast as we promised? Variant 3, by default: short abandons taken out. Of
// an interval that is over, offered is what answered, abandoned and lost add up to.
#include "view/indicator/all.h"

namespace relevo {

const Indicator service_level{
    .name = "service_level",
    .unit = Unit::ratio,
    .better = Better::higher,
    .kinds = of_queues,
    .part = {Measure::answered_in_target},
    .whole =
        Sum{Measure::answered, Measure::abandoned, Measure::lost_waiting, Measure::waiting_late} -
        Sum{Measure::abandoned_short},
    .title = {"Nivel de servicio", "Service level"},
    .help = {"Parte contestada dentro de la meta, sin los abandonos cortos. Quien espera más que "
             "la meta ya cuenta como fallado.",
             "Share that was answered within the target, short abandons left out. Who waits longer "
             "than the target counts as missed already."},
};

}  // namespace relevo
