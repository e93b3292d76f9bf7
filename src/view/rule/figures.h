// Where rules get their figures from: a column for each indicator, kind of subject and window.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <utility>
#include <vector>

#include "view/indicator/indicator.h"
#include "view/tally/tallies.h"

namespace relevo {

struct ColumnAsked {
  const Indicator* indicator = nullptr;
  SubjectKind kind = SubjectKind::operation;
  Duration window;
  std::size_t count = 0;  // Subjects.

  friend bool operator==(const ColumnAsked&, const ColumnAsked&) = default;
};

/// Gives `count` values: entry i is that of the subject with id i + 1.
using Figures = std::function<std::vector<Value>(const ColumnAsked&)>;

/// The figures at one moment of log time. What there was is added up once for each kind and window,
/// whichever indicators are asked for. The tallies outlive it, and do not change meanwhile.
class TallyFigures {
 public:
  TallyFigures(const Tallies& tallies, Time now) : tallies_(tallies), now_(now) {}

  std::vector<Value> operator()(const ColumnAsked& asked);

 private:
  const std::map<Subject, Amounts>& sums(SubjectKind kind, Duration window);

  const Tallies& tallies_;
  Time now_;
  std::map<std::pair<SubjectKind, Duration>, std::map<Subject, Amounts>> sums_;
};

}  // namespace relevo
