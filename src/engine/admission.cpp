#include "engine/admission.h"

namespace relevo {

bool Admission::takes(Urgency urgency, const Load& load) {
  switch (urgency) {
    case Urgency::fact:
      return true;
    case Urgency::live:
      return load.of_people < of_people_max && load.room < Room::none;
    case Urgency::begun:
      return load.of_people < of_people_max && load.room < Room::reserve;
    case Urgency::arrival:
      return load.arrivals < arrivals_max && load.late <= late_max && load.room < Room::reserve &&
             takes_facts(load);
  }
  return false;
}

}  // namespace relevo
