// How much work was done?
#include "view/indicator/all.h"

namespace relevo {

const Indicator handled{
    .name = "handled",
    .unit = Unit::count,
    .kinds = of_all,
    .part = {Measure::handled},
    .title = {"Atendidas", "Handled"},
    .help = {"Partes de agentes en interacciones, con su cierre terminado. Una transferida es una "
             "parte de cada agente.",
             "Agents' shares of contacts, with their wrap-up over. One that was transferred is a "
             "share of each agent."},
};

}  // namespace relevo
