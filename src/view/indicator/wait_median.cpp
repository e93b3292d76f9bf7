// What is a usual wait?
#include "view/indicator/all.h"

namespace relevo {

const Indicator wait_median{
    .name = "wait_median",
    .unit = Unit::duration,
    .better = Better::lower,
    .kinds = of_queues,
    .rank = {.spread = Spread::wait, .permille = 500},
    .title = {"Espera mediana", "Median wait"},
    .help = {"La mitad de las contestadas no esperó más que esto; exacta dentro de una "
             "dieciseisava parte.",
             "Half of those answered waited no longer than this; exact within one sixteenth."},
};

}  // namespace relevo
