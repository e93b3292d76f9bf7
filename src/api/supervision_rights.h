// Whether those who are beside conversations still may be, whenever another operation is in force.
#pragma once

#include "api/floor.h"

namespace relevo {

/// The core knows who supervises whom, policy.h who may: what a new operation took away is ended
/// here, by EndSupervision. Server's thread.
class SupervisionRights {
 public:
  explicit SupervisionRights(Floor& floor) : floor_(floor) {}

  /// Another operation is in force, or may be, as after a start.
  void operation_changed() { is_due_ = true; }

  /// Each second. Asks for the end of each supervision that its user has no right to, again until
  /// there is none: the engine may have had no time for it.
  void look_after();

 private:
  Floor& floor_;
  bool is_due_ = true;
};

}  // namespace relevo
