// What was promised?
#include "view/indicator/all.h"

namespace relevo {

const Indicator promises{
    .name = "promises",
    .unit = Unit::count,
    .better = Better::higher,
    .kinds = of_all,
    .part = {Measure::promises},
    .title = {"Promesas", "Promises"},
    .help = {"Interacciones cuyo resultado es una promesa de pago.",
             "Contacts whose outcome is a promise to pay."},
};

}  // namespace relevo
