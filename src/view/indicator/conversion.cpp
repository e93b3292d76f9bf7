// Of those who were reached, how many bought?
#include "view/indicator/all.h"

namespace relevo {

const Indicator conversion{
    .name = "conversion",
    .unit = Unit::ratio,
    .better = Better::higher,
    .kinds = of_all,
    .part = {Measure::sales},
    .whole = Sum{Measure::outcomes} - Sum{Measure::not_reached},
    .title = {"Conversión", "Conversion"},
    .help = {"Ventas entre los contactos efectivos: resultados en que se habló con la persona.",
             "Sales of effective contacts: outcomes in which the person was reached."},
};

}  // namespace relevo
