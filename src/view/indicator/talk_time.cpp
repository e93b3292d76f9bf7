// The part of AHT in which somebody is helped.
#include "view/indicator/all.h"

namespace relevo {

const Indicator talk_time{
    .name = "talk_time",
    .unit = Unit::duration,
    .kinds = of_all,
    .part = {Measure::talk},
    .whole = {Measure::handled},
    .title = {"Conversación media", "Average talk"},
    .help = {"Conversación sin espera, por parte atendida.",
             "Talk without holds, for each share handled."},
};

}  // namespace relevo
