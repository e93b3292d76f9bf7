// How much of the time that was planned were people there?
#include "view/indicator/all.h"

namespace relevo {

const Indicator connection_efficiency{
    .name = "connection_efficiency",
    .unit = Unit::ratio,
    .better = Better::higher,
    .kinds = of_scheduled,
    .part = {Measure::time_ready, Measure::time_reserved, Measure::time_dialing,
             Measure::time_talking, Measure::time_hold, Measure::time_consult,
             Measure::time_wrap_up, Measure::time_off_phone_work, Measure::time_missed,
             Measure::time_break_personal, Measure::time_break_rest, Measure::time_break_meal,
             Measure::time_break_coaching, Measure::time_break_training,
             Measure::time_break_system},
    .whole = {Measure::time_scheduled},
    .title = {"Eficiencia de conexión", "Connection efficiency"},
    .help = {"Tiempo conectado entre horas programadas hasta ahora. Quien se conecta fuera de su "
             "turno puede pasar de 100 %.",
             "Connected time over scheduled hours up to now. Who is signed in outside of their "
             "shift can have more than 100 %."},
};

}  // namespace relevo
