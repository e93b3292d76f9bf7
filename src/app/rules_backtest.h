// What rules would have said of a floor of the past.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "view/rule/deviations.h"

namespace relevo {

/// Of one rule. A deviation that comes back before the ladder's `settle` is over is the same alert.
struct WouldHave {
  std::uint64_t alerts = 0;
  std::set<Subject> subjects;
  Duration longest;  // From its first moment until the figures were inside, or the end.
  Subject longest_of;
};

/// Looks at a floor that goes on; the operation, whose rules they are, outlives it.
class Backtest {
 public:
  /// How far apart in log time looks should be: short beside what rules are about, and affordable.
  static constexpr Duration step = seconds(10);

  explicit Backtest(const Operation& operation) : operation_(operation) {}

  /// Agents whom the board does not have yet are offline. Never before the last look.
  void look(const Board& board, const Tallies& tallies, Time now);

  /// Up to the last look. Without the rules that never fired.
  std::map<RuleId, WouldHave> result() const;

 private:
  struct Alert {
    Time since;
    std::optional<Time> calm_since;
  };
  using Key = std::pair<RuleId, Subject>;

  static void add(std::map<RuleId, WouldHave>& to, const Key& key, const Alert& alert, Time now);

  const Operation& operation_;
  Deviations deviations_;
  Time last_;
  std::map<Key, Alert> open_;
  std::map<RuleId, WouldHave> ended_;
};

}  // namespace relevo
