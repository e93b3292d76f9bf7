// How long did they wait who were answered?
#include "view/indicator/all.h"

namespace relevo {

const Indicator asa{
    .name = "asa",
    .unit = Unit::duration,
    .better = Better::lower,
    .kinds = of_queues,
    .part = {Measure::answer_wait},
    .whole = {Measure::answered},
    .title = {"Velocidad media de respuesta", "Average speed of answer"},
    .help = {"Espera media de las contestadas, también las que no esperaron. La espera de quienes "
             "abandonan no entra.",
             "Average wait of those answered, those who did not wait too. The wait of who abandons "
             "is left out."},
};

}  // namespace relevo
