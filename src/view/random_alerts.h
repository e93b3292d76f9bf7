// The part of random_floor.h about alerts: one goes on at a time.
#pragma once

#include "view/random_floor.h"

namespace relevo::testing {

inline void RandomFloor::act_on_alert() {
  if (!alert_goes_on_) {
    alert_goes_on_ = true;
    tape_.add(AlertOpened{.alert = {++alerts_made_},
                          .rule = {1 + prng_.below(3)},
                          .subject = {.kind = SubjectKind::agent, .id = 1 + prng_.below(3)},
                          .severity = AlertSeverity::warning,
                          .nudged = prng_.chance(1, 2),
                          .part = 3,
                          .whole = 2,
                          .climbs_at = tape_.now() + minutes(1)});
    return;
  }
  const AlertId id{alerts_made_};
  const Time then = tape_.now() + minutes(1);
  switch (prng_.below(8)) {
    case 0:
      tape_.add(AlertClimbed{.alert = id, .level = 1, .climbs_at = then});
      return;
    case 1:
      tape_.add(AlertAcknowledged{.alert = id, .by = {4}, .climbs_at = then});
      return;
    case 2:
      tape_.add(AlertHandedBack{.alert = id, .by = {4}, .climbs_at = then});
      return;
    case 3:
      tape_.add(AlertSnoozed{.alert = id, .by = {4}, .until = then});
      return;
    case 4:
      tape_.add(AlertWoke{.alert = id, .climbs_at = then});
      return;
    case 5:
      tape_.add(AlertCalmed{.alert = id, .settles_at = then})
          .add(AlertReturned{.alert = id, .count = 2, .part = 4, .whole = 2, .climbs_at = then});
      return;
    case 6:
      tape_.add(AlertMarked{.alert = id, .by = {4}, .useful = prng_.chance(1, 2)});
      return;
    default:
      alert_goes_on_ = false;
      tape_.add(AlertEnded{.alert = id, .end = AlertEnd::recovered});
  }
}

}  // namespace relevo::testing
