// How many came to something that was said?
#include "view/indicator/all.h"

namespace relevo {

const Indicator outcomes{
    .name = "outcomes",
    .unit = Unit::count,
    .kinds = of_all,
    .part = {Measure::outcomes},
    .title = {"Con resultado", "With an outcome"},
    .help = {"Interacciones que tienen resultado; cuenta el último.",
             "Contacts that have an outcome; the last one counts."},
};

}  // namespace relevo
