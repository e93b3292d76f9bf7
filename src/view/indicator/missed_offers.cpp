// Do phones ring in vain?
#include "view/indicator/all.h"

namespace relevo {

const Indicator missed_offers{
    .name = "missed_offers",
    .unit = Unit::count,
    .better = Better::lower,
    .kinds = of_all,
    .part = {Measure::offers_expired, Measure::offers_declined},
    .title = {"Ofertas perdidas", "Missed offers"},
    .help = {"Ofertas que vencieron o se declinaron. Las que no pudieron sonar no cuentan.",
             "Offers that expired or were declined. Those that could not ring do not count."},
};

}  // namespace relevo
