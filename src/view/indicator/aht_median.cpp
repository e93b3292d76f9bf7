// How long does a usual one take?
#include "view/indicator/all.h"

namespace relevo {

const Indicator aht_median{
    .name = "aht_median",
    .unit = Unit::duration,
    .kinds = of_all,
    .rank = {.spread = Spread::handle, .permille = 500},
    .title = {"TMO mediano", "Median AHT"},
    .help = {"La mitad de las partes atendidas no duró más que esto; exacta dentro de una "
             "dieciseisava parte.",
             "Half of the shares handled took no longer than this; exact within one sixteenth."},
};

}  // namespace relevo
