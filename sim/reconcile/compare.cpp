#include "sim/reconcile/compare.h"

#include <algorithm>
#include <set>

#include "base/enum_name.h"
#include "sim/reconcile/figures.h"
#include "view/indicator/all.h"

namespace relevo::sim {

namespace {

constexpr std::size_t told_max = 20;

std::string at_text(Time wall) {
  const std::int64_t minute = wall.us / minutes(1).us % (24 * 60);
  const auto two = [](std::int64_t number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
  };
  return two(minute / 60) + ":" + two(minute % 60);
}

std::string text_of(const Asked& asked) {
  return "from " + at_text(asked.span.from) + " to " + at_text(asked.span.to) +
         ", asked at position " + std::to_string(asked.position);
}

std::string text_of(const Value& value) {
  return std::to_string(value.part) + " / " + std::to_string(value.whole);
}

void differs(Reconciled& day, std::string what) {
  ++day.differences;
  if (day.told.size() < told_max) day.told.push_back(std::move(what));
}

Value value_of(const Formula& formula, const Plain& plain) {
  if (formula.ranked == nullptr) {
    return {.part = formula.part(plain),
            .whole = formula.whole == nullptr ? 1 : formula.whole(plain)};
  }
  std::vector<std::int64_t> lengths = plain.*formula.ranked;
  if (lengths.empty()) return {.part = 0, .whole = 0};
  const auto count = static_cast<std::int64_t>(lengths.size());
  const auto rank = std::max<std::int64_t>((count * formula.percent + 99) / 100, 1);
  const auto place = lengths.begin() + (rank - 1);
  std::nth_element(lengths.begin(), place, lengths.end());
  return {.part = *place, .whole = 1};
}

/// A rank is known within one sixteenth, in whole milliseconds; everything else is the same number.
bool agree(const Formula& formula, const Value& said, const Value& exact) {
  if (formula.ranked == nullptr || exact.whole == 0) return said == exact;
  const std::int64_t said_ms = in_ms({said.part});
  const std::int64_t exact_ms = in_ms({exact.part});
  return said.whole == 1 && said_ms >= exact_ms && said_ms <= exact_ms + exact_ms / 16;
}

std::set<Subject> subjects_of(const Operation& operation) {
  std::set<Subject> subjects{{.kind = SubjectKind::operation, .id = 1}};
  const auto add = [&](SubjectKind kind, std::size_t count) {
    for (std::size_t id = 1; id <= count; ++id) subjects.insert({.kind = kind, .id = id});
  };
  add(SubjectKind::queue, operation.queues.size());
  add(SubjectKind::campaign, operation.campaigns.size());
  add(SubjectKind::client, operation.clients.size());
  add(SubjectKind::agent, operation.agents.size());
  add(SubjectKind::team, operation.teams.size());
  add(SubjectKind::site, operation.sites.size());
  add(SubjectKind::place, 2);
  return subjects;
}

void note(std::vector<std::string>& names, std::string_view name) {
  if (std::find(names.begin(), names.end(), name) == names.end()) names.emplace_back(name);
}

}  // namespace

void compare(const Asked& asked, const Recount& recount, Reconciled& day) {
  const Plains plains = added_up(recount, asked.span, asked.now);
  std::set<Subject> subjects = subjects_of(recount.operation());
  // And whoever is in one of the two alone.
  for (const auto& [subject, amounts] : asked.answer) subjects.insert(subject);
  for (const auto& [subject, plain] : plains) subjects.insert(subject);
  day.subjects = std::max<std::uint64_t>(day.subjects, subjects.size());
  ++day.spans;
  const Amounts nothing_said;
  const Plain nothing_told;
  for (const Subject& subject : subjects) {
    const auto said = asked.answer.find(subject);
    const auto told = plains.find(subject);
    const Amounts& amounts = said == asked.answer.end() ? nothing_said : said->second;
    const Plain& plain = told == plains.end() ? nothing_told : told->second;
    for (const Indicator* indicator : all_indicators()) {
      if ((indicator->kinds & kind_bit(subject.kind)) == 0) continue;
      const Formula* formula = formula_named(indicator->name);
      note(formula == nullptr ? day.not_recounted : day.recounted, indicator->name);
      if (formula == nullptr) continue;
      ++day.values;
      const Value value = indicator->of(amounts);
      const Value exact = value_of(*formula, plain);
      if (agree(*formula, value, exact)) continue;
      differs(day, std::string{enum_name(subject.kind)} + " " + std::to_string(subject.id) + ", " +
                       std::string{indicator->name} + " " + text_of(asked) +
                       ": the indicator says " + text_of(value) + ", the records " +
                       text_of(exact) + "; the first of them at position " +
                       std::to_string(plain.first));
    }
  }
}

namespace {

std::int64_t sum_of(const Asked& asked, SubjectKind kind, Measure measure) {
  std::int64_t sum = 0;
  for (auto found = asked.answer.lower_bound({.kind = kind, .id = 0});
       found != asked.answer.end() && found->first.kind == kind; ++found) {
    sum += found->second[measure];
  }
  return sum;
}

constexpr SubjectKind queue_kinds[] = {SubjectKind::queue, SubjectKind::campaign,
                                       SubjectKind::client};
constexpr SubjectKind agent_kinds[] = {SubjectKind::agent, SubjectKind::team, SubjectKind::site,
                                       SubjectKind::place};

// One share, offer or outcome counts once for each kind, whatever moves; a state for its agent.
constexpr Measure of_both[] = {
    Measure::handled,         Measure::talk,         Measure::hold,     Measure::wrap_up,
    Measure::holds,           Measure::transfers,    Measure::connects, Measure::offers_expired,
    Measure::offers_declined, Measure::connect_delay};
constexpr Measure of_queues_alone[] = {Measure::outcomes, Measure::sales, Measure::promises,
                                       Measure::not_reached, Measure::waiting};

void expect_same(const Asked& asked, SubjectKind kind, Measure measure, Reconciled& day) {
  const std::int64_t whole = sum_of(asked, SubjectKind::operation, measure);
  const std::int64_t parts = sum_of(asked, kind, measure);
  if (parts == whole) return;
  differs(day, std::string{enum_name(measure)} + " " + text_of(asked) + ": the operation has " +
                   std::to_string(whole) + ", by " + std::string{enum_name(kind)} + " it is " +
                   std::to_string(parts));
}

}  // namespace

void add_up(const Asked& asked, Reconciled& day) {
  for (const Measure measure : of_both) {
    for (const SubjectKind kind : queue_kinds) expect_same(asked, kind, measure, day);
    for (const SubjectKind kind : agent_kinds) expect_same(asked, kind, measure, day);
  }
  for (const Measure measure : of_queues_alone) {
    for (const SubjectKind kind : queue_kinds) expect_same(asked, kind, measure, day);
  }
  for (auto i = static_cast<std::size_t>(Measure::time_ready);
       i <= static_cast<std::size_t>(Measure::time_break_system); ++i) {
    for (const SubjectKind kind : agent_kinds) {
      expect_same(asked, kind, static_cast<Measure>(i), day);
    }
  }
  // Who is handed over is one visit more of a queue, and maybe of a campaign and of a client.
  const SubjectKind finer_first[] = {SubjectKind::queue, SubjectKind::campaign, SubjectKind::client,
                                     SubjectKind::operation};
  for (std::size_t i = 1; i < std::size(finer_first); ++i) {
    const std::int64_t finer = sum_of(asked, finer_first[i - 1], Measure::offered);
    const std::int64_t coarser = sum_of(asked, finer_first[i], Measure::offered);
    if (finer >= coarser) continue;
    differs(day, "offered " + text_of(asked) + ": by " + std::string{enum_name(finer_first[i])} +
                     " there are more visits than by " +
                     std::string{enum_name(finer_first[i - 1])});
  }
}

}  // namespace relevo::sim
