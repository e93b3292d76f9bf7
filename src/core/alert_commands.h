// What can be asked for about deviations, by who watches the figures and by people.
//
// As commands.h, which has the rest.
#pragma once

#include <cstdint>

#include "base/id.h"
#include "base/time.h"
#include "core/subject.h"

namespace relevo {

/// The rule's conditions hold for the subject, and have for as long as they must. Said again, it
/// means nothing while there is an alert.
struct SeeDeviation {
  RuleId rule;
  Subject subject;
  std::int64_t part = 0;  // As of AlertOpened.
  std::int64_t whole = 0;
};

struct SeeDeviationOver {
  RuleId rule;
  Subject subject;
};

/// Who asks takes care of it from now on; an owner before them does no longer.
struct AcknowledgeAlert {
  AlertId alert;
};

/// By its owner.
struct HandBackAlert {
  AlertId alert;
};

/// It does not climb for so long; at most the ladder's snooze_max.
struct SnoozeAlert {
  AlertId alert;
  Duration lasts;
};

struct ResolveAlert {
  AlertId alert;
};

/// Also when it is over.
struct MarkAlert {
  AlertId alert;
  bool useful = false;
};

}  // namespace relevo
