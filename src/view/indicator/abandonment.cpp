// How many did we lose whom we could have kept?
#include "view/indicator/all.h"

namespace relevo {

const Indicator abandonment{
    .name = "abandonment",
    .unit = Unit::ratio,
    .better = Better::lower,
    .kinds = of_queues,
    .part = Sum{Measure::abandoned} - Sum{Measure::abandoned_short},
    .whole = Sum{Measure::offered} - Sum{Measure::abandoned_short},
    .title = {"Abandono", "Abandonment"},
    .help = {"Parte de las recibidas que se abandonó, sin contar los abandonos cortos.",
             "Share of those offered that was abandoned, short abandons left out."},
};

}  // namespace relevo
