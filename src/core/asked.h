// What every rule takes and gives: when and by whom it is asked, and its events, or why not.
#pragma once

#include <algorithm>
#include <tl/expected.hpp>
#include <vector>

#include "core/events.h"
#include "core/reject.h"

namespace relevo {

using Events = std::vector<Event>;
using Decision = tl::expected<Events, Reject>;

inline tl::unexpected<Reject> reject(Reject reason) { return tl::unexpected<Reject>(reason); }

/// When a command is decided, and who asked; none for the system. A fact may be told late: lengths
/// of a contact are measured at the moment it happened, an agent's at the moment it is decided.
struct Asked {
  Time at;
  UserId by;
  Duration late;
  Time happened() const { return at - late; }
};

/// Facts never go back behind what the state knows, nor ahead of now.
inline Asked not_before(Time earliest, Asked asked) {
  asked.late = std::clamp(asked.late, Duration{}, std::max(asked.at - earliest, Duration{}));
  return asked;
}

}  // namespace relevo
