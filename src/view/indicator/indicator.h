// What an indicator is: a name people know, and a formula over what was counted and timed.
//
// A formula is data: sums of measures, one over the other. So the text of it that is shown is what
// is computed, and the same one is used live, in history and in reports.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/list.h"
#include "core/subject.h"
#include "view/tally/series.h"

namespace relevo {

enum class Unit : std::uint8_t {
  count = 0,
  ratio = 1,     // Part of the whole, from 0 to 1.
  each = 2,      // How many to one of the whole.
  duration = 3,  // Microseconds for each of the whole.
  per_hour = 4,  // How many in an hour; the whole is in microseconds.
};

enum class Better : std::uint8_t { neither = 0, higher = 1, lower = 2 };

/// In Spanish and in English.
struct Said {
  std::string_view es;
  std::string_view en;
};

/// A measure that is added or taken away.
struct Term {
  Measure measure = Measure::none;
  std::int8_t sign = 1;
};

/// A sum of measures.
struct Sum {
  List<Term, 16> terms;

  constexpr Sum() = default;
  constexpr Sum(std::initializer_list<Measure> added) {
    for (const Measure measure : added) terms.push_back({measure, 1});
  }

  friend constexpr Sum operator-(Sum from, const Sum& taken) {
    for (const Term& term : taken.terms) {
      from.terms.push_back({term.measure, static_cast<std::int8_t>(-term.sign)});
    }
    return from;
  }

  std::int64_t of(const Amounts& amounts) const;
};

/// Sets of kinds of subjects: bit per SubjectKind.
using Kinds = std::uint16_t;
constexpr Kinds kind_bit(SubjectKind kind) {
  return static_cast<Kinds>(1U << static_cast<unsigned>(kind));
}
inline constexpr Kinds of_queues = kind_bit(SubjectKind::operation) | kind_bit(SubjectKind::queue) |
                                   kind_bit(SubjectKind::campaign) | kind_bit(SubjectKind::client);
inline constexpr Kinds of_agents = kind_bit(SubjectKind::operation) | kind_bit(SubjectKind::agent) |
                                   kind_bit(SubjectKind::team) | kind_bit(SubjectKind::site) |
                                   kind_bit(SubjectKind::place);
inline constexpr Kinds of_all = of_queues | of_agents;
/// Whose hours of shifts are known: a shift says nothing of where it is worked.
inline constexpr Kinds of_scheduled = kind_bit(SubjectKind::operation) |
                                      kind_bit(SubjectKind::agent) | kind_bit(SubjectKind::team) |
                                      kind_bit(SubjectKind::site);

/// A rank of a spread, in place of a sum over a sum.
struct Rank {
  Spread spread = Spread::handle;
  std::int64_t permille = 0;  // 0: the indicator is no rank.
};

/// One figure. Shown as part / whole in its unit; when the whole is 0 or less there is no value,
/// which is not the same as 0.
struct Value {
  std::int64_t part = 0;
  std::int64_t whole = 1;

  bool is_known() const { return whole > 0; }

  friend bool operator==(const Value&, const Value&) = default;
};

/// One file each; all of them in all.h.
struct Indicator {
  std::string_view name;      // As in the API, in rules and in docs/indicators.gen.md.
  std::uint16_t version = 1;  // Of its formula.
  Unit unit = Unit::count;
  Better better = Better::neither;
  Kinds kinds = of_all;  // Whose figure it is.
  Sum part;
  Sum whole;  // Empty: of a count.
  Rank rank;
  Said title;
  Said help;

  Value of(const Amounts& amounts) const;
};

/// As people write it: `answered_in_target / (answered + abandoned)`.
std::string formula_of(const Indicator& indicator);

/// In the order in which they are listed: those of waiting first.
std::span<const Indicator* const> all_indicators();

/// Nullptr when there is none of that name.
const Indicator* indicator_of(std::string_view name);

}  // namespace relevo
