// Which deviation rules are broken now, and by whom: looks at the figures, again and again.
//
// Each condition of a rule is outside or inside for each subject. Between `back` and its limit, and
// while its figure has no value, it stays what it was; at the beginning it is neither. A deviation
// is there when all conditions are outside, all figures have values, and all have been outside for
// as long as the rule `holds`. It is over when a condition is inside. Who begins anew in the middle
// of one therefore says neither that it is there nor that it is over until a figure does.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "core/operation.h"
#include "view/board.h"
#include "view/rule/figures.h"

namespace relevo {

struct Deviation {
  RuleId rule;
  Subject subject;
  Value value;  // Of the rule's first condition.

  friend bool operator==(const Deviation&, const Deviation&) = default;
};

/// What is looked at.
struct FiguresNow {
  const Operation& operation;
  Time now;  // Never before that of the last look.
  Figures figures;
  std::function<bool(AgentId)> is_offline;  // Whose deviations do not begin, nor go on.
};

/// One thread at a time. The same looks give the same answers.
class Deviations {
 public:
  /// All that are there, by rule and subject. With another version of the operation it begins anew.
  std::vector<Deviation> look(const FiguresNow& at);
  std::vector<Deviation> look(const Board& board, const Tallies& tallies, Time now);

  /// As of the last look. False of a rule or subject that is not looked at.
  bool is_over(RuleId rule, Subject subject) const;

 private:
  static_assert(conditions_max <= 8, "a bit for each");

  struct Limit {
    std::size_t column = 0;  // Of columns_.
    std::int64_t scale = 0;
    bool above = false;
    std::int64_t limit = 0;
    std::int64_t back = 0;
  };
  struct Standing {
    Time since;                // When the last condition went outside; of no meaning
    bool all_outside = false;  // unless all are.
    std::uint8_t outside = 0;  // Bit per condition; a bit in neither:
    std::uint8_t inside = 0;   // nothing is known so far.
  };
  struct Watched {
    RuleId rule;
    SubjectKind of = SubjectKind::operation;
    Duration holds;
    std::vector<Limit> limits;
    std::vector<std::uint64_t> ids;   // Ascending.
    std::vector<Standing> standings;  // One for each of them.
  };

  static void see(const Value& value, const Limit& limit, unsigned bit, Standing& standing);
  void begin(const Operation& operation);
  void watch(const Operation& operation, const RuleSetup& rule);
  std::size_t column_of(const ColumnAsked& asked);

  std::uint64_t version_ = 0;  // Of the operation; 0: none was looked at.
  std::vector<ColumnAsked> columns_;
  std::vector<Watched> rules_;  // By rule.
};

}  // namespace relevo
