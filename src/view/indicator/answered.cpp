// How many of those who waited were helped?
#include "view/indicator/all.h"

namespace relevo {

const Indicator answered{
    .name = "answered",
    .unit = Unit::count,
    .kinds = of_queues,
    .part = {Measure::answered},
    .title = {"Contestadas", "Answered"},
    .help = {"Visitas a la cola que llegaron a un agente.",
             "Visits to the queue that came to an agent."},
};

}  // namespace relevo
