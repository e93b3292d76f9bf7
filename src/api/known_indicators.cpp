#include "api/known_indicators.h"

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

std::vector<KnownIndicator> make_known() {
  std::vector<KnownIndicator> known;
  for (const Indicator* one : all_indicators()) {
    known.push_back({.name = one->name, .written = written_of(one->unit), .kinds = one->kinds});
  }
  return known;
}

}  // namespace

KnownIndicators known_indicators() {
  static const std::vector<KnownIndicator> known = make_known();
  return known;
}

}  // namespace relevo
