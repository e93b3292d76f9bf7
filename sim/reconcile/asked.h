// What the product's figures were asked during the day, and what they answered then.
#pragma once

#include <map>
#include <vector>

#include "core/record.h"
#include "view/tally/tallies.h"

namespace relevo::sim {

/// Every figure of a span, as it was known at a moment.
struct Asked {
  Position position = 0;  // Of the last record before it.
  Time now;               // Log time.
  Span span;              // Of the wall clock.
  std::map<Subject, Amounts> answer;
};

/// Asks for every subject there is: the day from `opened`, a moment of the wall clock, until now;
/// hours of it that are over; and the last half hour, by the minute.
void ask(const Tallies& tallies, Position position, Time now, Time opened,
         std::vector<Asked>& asked);

}  // namespace relevo::sim
