// How many left, all told?
#include "view/indicator/all.h"

namespace relevo {

const Indicator abandoned{
    .name = "abandoned",
    .unit = Unit::count,
    .better = Better::lower,
    .kinds = of_queues,
    .part = {Measure::abandoned},
    .title = {"Abandonadas", "Abandoned"},
    .help =
        {"Visitas a la cola que el cliente terminó antes de hablar con alguien, también las "
         "cortas.",
         "Visits to the queue that the customer ended before talking to anybody, short ones too."},
};

}  // namespace relevo
