// What was sold?
#include "view/indicator/all.h"

namespace relevo {

const Indicator sales{
    .name = "sales",
    .unit = Unit::count,
    .better = Better::higher,
    .kinds = of_all,
    .part = {Measure::sales},
    .title = {"Ventas", "Sales"},
    .help = {"Interacciones cuyo resultado es una venta.", "Contacts whose outcome is a sale."},
};

}  // namespace relevo
