// The same with all who left.
#include "view/indicator/all.h"

namespace relevo {

const Indicator abandonment_raw{
    .name = "abandonment_raw",
    .unit = Unit::ratio,
    .better = Better::lower,
    .kinds = of_queues,
    .part = {Measure::abandoned},
    .whole = {Measure::offered},
    .title = {"Abandono bruto", "Abandonment, raw"},
    .help = {"Parte de las recibidas que se abandonó, con los abandonos cortos.",
             "Share of those offered that was abandoned, short abandons too."},
};

}  // namespace relevo
