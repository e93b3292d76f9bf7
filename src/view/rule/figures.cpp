#include "view/rule/figures.h"

namespace relevo {

const std::map<Subject, Amounts>& TallyFigures::sums(SubjectKind kind, Duration window) {
  const auto [place, is_new] = sums_.try_emplace({kind, window});
  if (is_new) {
    const Time now = tallies_.wall(now_);
    const Span span = tallies_.whole({.from = now - window, .to = now + microseconds(1)}, now_);
    place->second = tallies_.sums(kind, span, now_);
  }
  return place->second;
}

std::vector<Value> TallyFigures::operator()(const ColumnAsked& asked) {
  std::vector<Value> column(asked.count, asked.indicator->of(Amounts{}));
  for (const auto& [subject, amounts] : sums(asked.kind, asked.window)) {
    if (subject.id >= 1 && subject.id <= asked.count) {
      column[subject.id - 1] = asked.indicator->of(amounts);
    }
  }
  return column;
}

}  // namespace relevo
