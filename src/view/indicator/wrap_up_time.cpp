// The part of AHT after the goodbye.
#include "view/indicator/all.h"

namespace relevo {

const Indicator wrap_up_time{
    .name = "wrap_up_time",
    .unit = Unit::duration,
    .kinds = of_all,
    .part = {Measure::wrap_up},
    .whole = {Measure::handled},
    .title = {"Cierre medio", "Average wrap-up"},
    .help = {"Trabajo posterior, por parte atendida.",
             "After-contact work for each share handled."},
};

}  // namespace relevo
