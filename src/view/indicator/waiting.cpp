// How many stand in line?
#include "view/indicator/all.h"

namespace relevo {

const Indicator waiting{
    .name = "waiting",
    .unit = Unit::count,
    .better = Better::lower,
    .kinds = of_queues,
    .part = {Measure::waiting},
    .title = {"En espera", "Waiting"},
    .help = {"Interacciones que esperan ahora a un agente.",
             "Contacts that wait now for an agent."},
};

}  // namespace relevo
