// What is asked of the figures: what is over, and of what goes on the part that has passed.
#include <algorithm>

#include "view/tally/tallies.h"

namespace relevo {

namespace tally {

Measure time_in(AgentState state, BreakKind kind) {
  switch (state) {
    case AgentState::offline:
      return Measure::none;
    case AgentState::ready:
      return Measure::time_ready;
    case AgentState::reserved:
      return Measure::time_reserved;
    case AgentState::dialing:
      return Measure::time_dialing;
    case AgentState::talking:
      return Measure::time_talking;
    case AgentState::hold:
      return Measure::time_hold;
    case AgentState::consult:
      return Measure::time_consult;
    case AgentState::wrap_up:
      return Measure::time_wrap_up;
    case AgentState::off_phone_work:
      return Measure::time_off_phone_work;
    case AgentState::unreachable:
      return Measure::time_unreachable;
    case AgentState::missed:
      return Measure::time_missed;
    case AgentState::break_:
      break;
  }
  switch (kind) {
    case BreakKind::none:
      return Measure::none;
    case BreakKind::personal:
      return Measure::time_break_personal;
    case BreakKind::rest:
      return Measure::time_break_rest;
    case BreakKind::meal:
      return Measure::time_break_meal;
    case BreakKind::coaching:
      return Measure::time_break_coaching;
    case BreakKind::training:
      return Measure::time_break_training;
    case BreakKind::system:
      return Measure::time_break_system;
  }
  return Measure::none;
}

}  // namespace tally

Span Tallies::whole(Span span, Time now) const {
  const Duration minute = minutes(1);
  const Time hour_ago = floor_to(wall(now), minute) - minutes(minutes_kept - 1);
  const Duration step = span.from >= hour_ago ? minute : quarter;
  const Time to = floor_to(span.to + step - microseconds(1), step);
  return {.from = floor_to(span.from, step), .to = std::max(to, span.from)};
}

struct Tallies::Answer {
  SubjectKind kind;
  Span span;
  Time now;
  std::optional<std::uint64_t> only;
  std::map<Subject, Amounts> sums;

  bool is_about(const Subject& subject) const {
    return subject.kind == kind && (!only || subject.id == *only);
  }
  void add(const Subject& subject, Measure measure, std::int64_t amount) {
    if (is_about(subject)) sums[subject].add(measure, amount);
  }
};

std::map<Subject, Amounts> Tallies::sums(SubjectKind kind, Span span, Time now,
                                         std::optional<std::uint64_t> only) const {
  Answer answer{.kind = kind, .span = span, .now = now, .only = only, .sums = {}};
  for (auto found = series_.lower_bound({.kind = kind, .id = only.value_or(0)});
       found != series_.end() && answer.is_about(found->first); ++found) {
    found->second.sum(span, answer.sums[found->first]);
  }
  add_states(answer);
  for (const auto& [id, contact] : contacts_) add_wait(contact, answer);
  return std::move(answer.sums);
}

void Tallies::add_states(Answer& answer) const {
  const Time now = wall(answer.now);
  const Span until_now{.from = answer.span.from, .to = std::min(answer.span.to, now)};
  for (std::uint64_t id = 1; id <= agents_.size(); ++id) {
    const tally::AgentPart& agent = agents_[id - 1];
    const Measure measure = tally::time_in(agent.state, agent.break_kind);
    const Duration passed = overlap(until_now, {.from = wall(agent.since), .to = now});
    if (measure == Measure::none || passed == Duration{}) continue;
    for (const Subject& subject : subjects_of({id})) answer.add(subject, measure, passed.us);
  }
}

void Tallies::add_wait(const tally::ContactPart& contact, Answer& answer) const {
  const auto& [from, to] = answer.span;
  for (const tally::Visit& visit : contact.visits) {
    const bool is_late = !visit.is_over && answer.now - visit.queued_at > visit.target;
    const bool is_in = visit.entered >= from && visit.entered < to;
    if (is_late && is_in) answer.add(visit.subject, Measure::waiting_late, 1);
  }
  if (!contact.waits || to <= wall(answer.now)) return;
  const Duration waits = std::max(answer.now - contact.queued_at, Duration{});
  const tally::QueuePart& queue = queues_[contact.queue.value - 1];
  for (const Subject& subject : tally::subjects_of(contact.queue, queue)) {
    answer.add(subject, Measure::waiting, 1);
    if (answer.is_about(subject)) answer.sums[subject].raise(Measure::longest_wait, waits.us);
  }
}

}  // namespace relevo
