// Do contacts come to the right place at first?
#include "view/indicator/all.h"

namespace relevo {

const Indicator transfers{
    .name = "transfers",
    .unit = Unit::ratio,
    .better = Better::lower,
    .kinds = of_all,
    .part = {Measure::transfers},
    .whole = {Measure::handled},
    .title = {"Transferidas", "Transfers"},
    .help = {"Parte de las atendidas que el agente pasó a otro agente o a una cola.",
             "Share of those handled that the agent handed over to another agent or to a queue."},
};

}  // namespace relevo
