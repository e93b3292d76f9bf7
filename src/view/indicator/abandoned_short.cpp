// How many left so soon that nobody could have answered?
#include "view/indicator/all.h"

namespace relevo {

const Indicator abandoned_short{
    .name = "abandoned_short",
    .unit = Unit::count,
    .kinds = of_queues,
    .part = {Measure::abandoned_short},
    .title = {"Abandonos cortos", "Short abandons"},
    .help = {"Abandonadas dentro del tiempo corto de la cola: marcaron mal o cambiaron de idea.",
             "Abandoned within the queue's short time: a wrong number, or another mind."},
};

}  // namespace relevo
