// What is a bad wait?
#include "view/indicator/all.h"

namespace relevo {

const Indicator wait_p90{
    .name = "wait_p90",
    .unit = Unit::duration,
    .better = Better::lower,
    .kinds = of_queues,
    .rank = {.spread = Spread::wait, .permille = 900},
    .title = {"Espera, percentil 90", "Wait, 90th percentile"},
    .help = {"Nueve de cada diez contestadas no esperaron más que esto; exacta dentro de una "
             "dieciseisava parte.",
             "Nine of ten answered waited no longer than this; exact within one sixteenth."},
};

}  // namespace relevo
