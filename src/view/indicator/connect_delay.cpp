// How long is the silence at the first hello? Of pages alone: a phone that is picked up is
// connected.
#include "view/indicator/all.h"

namespace relevo {

const Indicator connect_delay{
    .name = "connect_delay",
    .unit = Unit::duration,
    .better = Better::lower,
    .kinds = of_all,
    .part = {Measure::connect_delay},
    .whole = {Measure::connects},
    .title = {"Demora de conexión", "Connect delay"},
    .help = {"Desde que el agente acepta en su página hasta que ambos se oyen, en promedio.",
             "From the agent's accepting in the page until both hear each other, on average."},
};

}  // namespace relevo
