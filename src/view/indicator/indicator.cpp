#include "view/indicator/indicator.h"

#include "base/enum_name.h"

namespace relevo {

namespace {

std::string text_of(const Sum& sum) {
  std::string text;
  for (const Term& term : sum.terms) {
    if (!text.empty()) text += term.sign < 0 ? " - " : " + ";
    text += enum_name(term.measure);
  }
  return sum.terms.size > 1 ? "(" + text + ")" : text;
}

}  // namespace

std::int64_t Sum::of(const Amounts& amounts) const {
  std::int64_t sum = 0;
  for (const Term& term : terms) sum += term.sign * amounts[term.measure];
  return sum;
}

Value Indicator::of(const Amounts& amounts) const {
  if (rank.permille != 0) {
    const bool is_known = amounts.count(rank.spread) > 0;
    return {.part = amounts.at_most(rank.spread, rank.permille).us, .whole = is_known ? 1 : 0};
  }
  return {.part = part.of(amounts), .whole = whole.terms.empty() ? 1 : whole.of(amounts)};
}

std::string formula_of(const Indicator& indicator) {
  if (indicator.rank.permille != 0) {
    return "p" + std::to_string(indicator.rank.permille / 10) + "(" +
           std::string{enum_name(indicator.rank.spread)} + ")";
  }
  const std::string part = text_of(indicator.part);
  return indicator.whole.terms.empty() ? part : part + " / " + text_of(indicator.whole);
}

}  // namespace relevo
