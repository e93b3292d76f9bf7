// The part of AHT in which the customer hears music.
#include "view/indicator/all.h"

namespace relevo {

const Indicator hold_time{
    .name = "hold_time",
    .unit = Unit::duration,
    .better = Better::lower,
    .kinds = of_all,
    .part = {Measure::hold},
    .whole = {Measure::handled},
    .title = {"Retención media", "Average hold"},
    .help = {"Tiempo que el cliente pasó retenido, por parte atendida.",
             "Time that the customer was on hold, for each share handled."},
};

}  // namespace relevo
