// Looks at the figures by the operation's rules, and tells the core what is outside and what is
// not any more.
//
// By level and not by edge: each look compares what is outside with the alerts that are open, so a
// start, a crash or a command that was lost needs nothing else (docs/decisions/0019-alerts.md).
#pragma once

#include <map>
#include <utility>

#include "api/floor.h"
#include "view/rule/deviations.h"

namespace relevo {

/// Server's thread. Refers to the floor.
class AlertWatch {
 public:
  static constexpr Duration each = milliseconds(500);
  static constexpr Duration asked_again = seconds(10);  // Of one rule and subject.
  static constexpr std::size_t asked_max = 500;         // Within that time.

  explicit AlertWatch(Floor& floor) : floor_(floor) {}

  /// Posts SeeDeviation and SeeDeviationOver. Nothing without rules.
  void look();

 private:
  using About = std::pair<RuleId, Subject>;

  bool is_news(const About& about, Time now) const;
  void see(const Deviation& deviation, Time now);
  void see_over(const AlertRow& row, Time now);
  void post(const About& about, Command command, Time now);

  Floor& floor_;
  Deviations deviations_;
  std::map<About, Time> asked_;  // Within asked_again.
};

}  // namespace relevo
