// How much came?
#include "view/indicator/all.h"

namespace relevo {

const Indicator offered{
    .name = "offered",
    .unit = Unit::count,
    .kinds = of_queues,
    .part = {Measure::offered},
    .title = {"Recibidas", "Offered"},
    .help = {"Interacciones que entraron a la cola. Por transferencia cuentan una vez en cada cola "
             "y una en cada campaña.",
             "Contacts that came to stand in the queue. By transfer they count once in each queue "
             "and once in each campaign."},
};

}  // namespace relevo
