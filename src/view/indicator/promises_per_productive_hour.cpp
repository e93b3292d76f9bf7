// The same of promises to pay.
#include "view/indicator/all.h"

namespace relevo {

const Indicator promises_per_productive_hour{
    .name = "promises_per_productive_hour",
    .unit = Unit::per_hour,
    .better = Better::higher,
    .kinds = of_agents,
    .part = {Measure::promises},
    .whole = {Measure::time_ready, Measure::time_reserved, Measure::time_dialing,
              Measure::time_talking, Measure::time_hold, Measure::time_consult,
              Measure::time_wrap_up, Measure::time_off_phone_work},
    .title = {"Promesas por hora productiva (PPH)", "Promises per productive hour (PPH)"},
    .help = {"Promesas por hora productiva; los descansos no entran.",
             "Promises in an hour of productive time; breaks are left out."},
};

}  // namespace relevo
