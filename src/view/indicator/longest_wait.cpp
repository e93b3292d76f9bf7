// Who suffers most, now?
#include "view/indicator/all.h"

namespace relevo {

const Indicator longest_wait{
    .name = "longest_wait",
    .unit = Unit::duration,
    .better = Better::lower,
    .kinds = of_queues,
    .part = {Measure::longest_wait},
    .title = {"Espera más larga", "Longest wait"},
    .help = {"Lo que lleva esperando quien más espera ahora.",
             "How long who waits longest has waited until now."},
};

}  // namespace relevo
