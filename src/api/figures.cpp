#include "api/figures.h"

#include <algorithm>
#include <vector>

#include "view/indicator/indicator.h"

namespace relevo {

namespace {

Duration overlap_of(const ShiftHours& hours, const TimeZone& zone, const Date& day, Span span) {
  const Duration end = hours.from + hours.length;
  const Span worked{.from = zone.begin_of(day, hours.from),
                    .to = end > relevo::hours(24)
                              ? zone.begin_of(next(day), end - relevo::hours(24))
                              : zone.begin_of(day, end)};
  return overlap(worked, span);
}

/// Whom an agent's scheduled time is counted for; none of a kind that has no such time.
std::optional<Subject> subject_of(const AgentSetup& agent, SubjectKind by) {
  switch (by) {
    case SubjectKind::operation:
      return Subject{by, 1};
    case SubjectKind::agent:
      return Subject{by, agent.id.value};
    case SubjectKind::team:
      return agent.team ? std::optional{Subject{by, agent.team.value}} : std::nullopt;
    case SubjectKind::site:
      return agent.site ? std::optional{Subject{by, agent.site.value}} : std::nullopt;
    case SubjectKind::queue:
    case SubjectKind::campaign:
    case SubjectKind::client:
    case SubjectKind::place:
      break;
  }
  return std::nullopt;
}

}  // namespace

Duration scheduled(const Shift& shift, const TimeZone& zone, Span span) {
  Duration sum;
  if (span.from >= span.to) return sum;
  // From the day before: its night may reach into this one.
  const Date last = zone.day_at(span.to, {});
  for (Date day = previous(zone.day_at(span.from, {})); day <= last; day = next(day)) {
    for (const ShiftHours& hours : shift.hours) {
      if ((hours.days >> weekday_of(day) & 1U) == 0) continue;
      sum = sum + overlap_of(hours, zone, day, span);
    }
  }
  return sum;
}

std::map<Subject, Amounts> figures_of(const Floor& floor, SubjectKind by, Span span,
                                      std::optional<std::uint64_t> of) {
  auto figures = floor.tallies().sums(by, span, floor.now(), of);
  const Operation& operation = floor.operation();
  const bool is_of_agents = (of_scheduled & kind_bit(by)) != 0 && !operation.shifts.empty();
  const auto zone =
      TimeZone::named(operation.time_zone.empty() ? "Etc/UTC" : operation.time_zone.view());
  if (!is_of_agents || !zone) return figures;
  span.to = std::min(span.to, floor.tallies().wall(floor.now()));
  std::vector<Duration> lengths;
  for (const Shift& shift : operation.shifts) lengths.push_back(scheduled(shift, *zone, span));
  for (const AgentSetup& agent : operation.agents) {
    const auto subject = subject_of(agent, by);
    if (agent.retired || !agent.shift || !subject || (of && subject->id != *of)) continue;
    const Duration length = lengths[agent.shift.value - 1];
    if (length.us > 0) figures[*subject].add(Measure::time_scheduled, length.us);
  }
  return figures;
}

}  // namespace relevo
