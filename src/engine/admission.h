// What may still come into the engine's inbox: by how late it is, how full, and the room on disk.
#pragma once

#include <cstddef>
#include <optional>

#include "base/time.h"
#include "engine/room.h"
#include "engine/urgency.h"

namespace relevo {

/// What waits in front of the engine.
struct Load {
  std::size_t facts = 0;
  std::size_t of_people = 0;
  std::size_t arrivals = 0;
  Duration late;  // How long the oldest has waited of it and of what is being carried out.
  Room room = Room::plenty;
};

/// Sheds at the door: what was let in is carried out. Arrivals first, then what people begin.
struct Admission {
  static constexpr std::size_t facts_max = 20'000;  // More stay with the channel that reports them.
  static constexpr std::size_t of_people_max = 10'000;
  static constexpr std::size_t arrivals_max = 1'000;
  // A caller who would wait longer for a first sign of us is better told to come back.
  static constexpr Duration late_max = milliseconds(1'500);

  static bool takes(Urgency urgency, const Load& load);

  /// False: the channel is to leave further facts where they are, for a while.
  static bool takes_facts(const Load& load) { return load.facts < facts_max; }
};

}  // namespace relevo
