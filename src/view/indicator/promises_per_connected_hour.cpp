// The same of an hour that is paid.
#include "view/indicator/all.h"

namespace relevo {

const Indicator promises_per_connected_hour{
    .name = "promises_per_connected_hour",
    .unit = Unit::per_hour,
    .better = Better::higher,
    .kinds = of_agents,
    .part = {Measure::promises},
    .whole = {Measure::time_ready, Measure::time_reserved, Measure::time_dialing,
              Measure::time_talking, Measure::time_hold, Measure::time_consult,
              Measure::time_wrap_up, Measure::time_off_phone_work, Measure::time_missed,
              Measure::time_break_personal, Measure::time_break_rest, Measure::time_break_meal,
              Measure::time_break_coaching, Measure::time_break_training,
              Measure::time_break_system},
    .title = {"Promesas por hora conectada (PPH)", "Promises per connected hour (PPH)"},
    .help = {"Promesas por hora conectada, descansos incluidos.",
             "Promises in an hour of connected time, breaks included."},
};

}  // namespace relevo
