#include "sim/reconcile/asked.h"

#include <utility>

namespace relevo::sim {

void ask(const Tallies& tallies, Position position, Time now, Time opened,
         std::vector<Asked>& asked) {
  const Time wall = tallies.wall(now);
  const Duration day = wall - opened;
  const Span spans[] = {
      {.from = opened, .to = wall + minutes(1)},
      {.from = opened + Duration{day.us / 4}, .to = opened + Duration{day.us * 3 / 5}},
      {.from = wall - minutes(30), .to = wall + microseconds(1)},
      {.from = wall - minutes(50), .to = wall - minutes(10)},
  };
  for (const Span& span : spans) {
    Asked one{.position = position, .now = now, .span = tallies.whole(span, now), .answer = {}};
    for (std::size_t kind = 0; kind < subject_kinds; ++kind) {
      one.answer.merge(tallies.sums(static_cast<SubjectKind>(kind), one.span, now));
    }
    asked.push_back(std::move(one));
  }
}

}  // namespace relevo::sim
