#include "api/known_indicators.h"

#include <algorithm>
#include <vector>

#include "view/indicator/indicator.h"

namespace relevo {

namespace {

Written written_of(Unit unit) {
  switch (unit) {
    case Unit::ratio:
      return Written::percent;
    case Unit::duration:
      return Written::time;
    case Unit::per_hour:
      return Written::per_hour;
    case Unit::count:
    case Unit::each:
      break;
  }
  return Written::number;
}

bool is_of_shifts(const Indicator& indicator) {
  const auto has = [](const Sum& sum) {
    return std::any_of(sum.terms.begin(), sum.terms.end(),
                       [](const Term& term) { return term.measure == Measure::time_scheduled; });
  };
  return has(indicator.part) || has(indicator.whole);
}

std::vector<KnownIndicator> make_known() {
  std::vector<KnownIndicator> known;
  for (const Indicator* one : all_indicators()) {
    // Rules look at what was counted alone.
    const Kinds kinds = is_of_shifts(*one) ? Kinds{} : one->kinds;
    known.push_back({.name = one->name, .written = written_of(one->unit), .kinds = kinds});
  }
  return known;
}

}  // namespace

KnownIndicators known_indicators() {
  static const std::vector<KnownIndicator> known = make_known();
  return known;
}

}  // namespace relevo
