// How often do agents need to ask somebody?
#include "view/indicator/all.h"

namespace relevo {

const Indicator holds{
    .name = "holds",
    .unit = Unit::each,
    .better = Better::lower,
    .kinds = of_all,
    .part = {Measure::holds},
    .whole = {Measure::handled},
    .title = {"Retenciones por atendida", "Holds for each handled"},
    .help = {"Cuántas veces se retuvo al cliente, por parte atendida.",
             "How often the customer was put on hold, for each share handled."},
};

}  // namespace relevo
