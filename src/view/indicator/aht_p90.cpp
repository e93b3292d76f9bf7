// How long does a long one take?
#include "view/indicator/all.h"

namespace relevo {

const Indicator aht_p90{
    .name = "aht_p90",
    .unit = Unit::duration,
    .kinds = of_all,
    .rank = {.spread = Spread::handle, .permille = 900},
    .title = {"TMO, percentil 90", "AHT, 90th percentile"},
    .help = {"Nueve de cada diez partes atendidas no duraron más que esto; exacta dentro de una "
             "dieciseisava parte.",
             "Nine of ten shares handled took no longer than this; exact within one sixteenth."},
};

}  // namespace relevo
