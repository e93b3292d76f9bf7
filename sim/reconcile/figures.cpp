#include "sim/reconcile/figures.h"

#include <algorithm>

namespace relevo::sim {

namespace {

using P = const Plain&;

std::int64_t productive(P p) {
  return p.in(AgentState::ready) + p.in(AgentState::reserved) + p.in(AgentState::dialing) +
         p.in(AgentState::talking) + p.in(AgentState::hold) + p.in(AgentState::consult) +
         p.in(AgentState::wrap_up) + p.in(AgentState::off_phone_work);
}

/// Signed in and within reach, breaks included.
std::int64_t connected(P p) {
  std::int64_t all = 0;
  for (const std::int64_t time : p.in_state) all += time;
  return all - p.in(AgentState::unreachable);
}

std::int64_t with_customers(P p) {
  return p.in(AgentState::talking) + p.in(AgentState::hold) + p.in(AgentState::consult) +
         p.in(AgentState::wrap_up);
}

std::int64_t on_the_line(P p) {
  return with_customers(p) + p.in(AgentState::ready) + p.in(AgentState::reserved) +
         p.in(AgentState::dialing);
}

std::int64_t waited_for(P p) { return p.answered + p.abandoned + p.lost + p.late; }

std::int64_t handled(P p) { return p.handled; }
std::int64_t answered(P p) { return p.answered; }

const Formula formulas[] = {
    {"waiting", [](P p) { return p.waiting; }},
    {"longest_wait", [](P p) { return p.longest_wait; }},
    {"offered", [](P p) { return p.offered; }},
    {"answered", answered},
    {"abandoned", [](P p) { return p.abandoned; }},
    {"abandoned_short", [](P p) { return p.abandoned_short; }},
    {"abandonment", [](P p) { return p.abandoned - p.abandoned_short; },
     [](P p) { return p.offered - p.abandoned_short; }},
    {"abandonment_raw", [](P p) { return p.abandoned; }, [](P p) { return p.offered; }},
    {"service_level", [](P p) { return p.answered_in_target; },
     [](P p) { return waited_for(p) - p.abandoned_short; }},
    {"service_level_of_answered", [](P p) { return p.answered_in_target; }, answered},
    {"service_level_of_ended", [](P p) { return p.answered_in_target; },
     [](P p) { return p.answered + p.abandoned; }},
    {"service_level_of_offered", [](P p) { return p.answered_in_target + p.abandoned_in_target; },
     waited_for},
    {"asa", [](P p) { return p.answer_wait; }, answered},
    {"wait_median", nullptr, nullptr, &Plain::waits, 50},
    {"wait_p90", nullptr, nullptr, &Plain::waits, 90},
    {"abandon_wait", [](P p) { return p.abandon_wait; }, [](P p) { return p.abandoned; }},
    {"handled", handled},
    {"aht", [](P p) { return p.talk + p.hold + p.wrap_up; }, handled},
    {"aht_median", nullptr, nullptr, &Plain::takes, 50},
    {"aht_p90", nullptr, nullptr, &Plain::takes, 90},
    {"talk_time", [](P p) { return p.talk; }, handled},
    {"hold_time", [](P p) { return p.hold; }, handled},
    {"wrap_up_time", [](P p) { return p.wrap_up; }, handled},
    {"holds", [](P p) { return p.holds; }, handled},
    {"transfers", [](P p) { return p.handed_over; }, handled},
    {"missed_offers", [](P p) { return p.missed; }},
    {"connect_delay", [](P p) { return p.connect_delay; }, [](P p) { return p.connects; }},
    {"connected_time", connected},
    {"productive_time", productive},
    {"occupancy", with_customers, on_the_line},
    {"unreachable", [](P p) { return p.in(AgentState::unreachable); },
     [](P p) { return connected(p) + p.in(AgentState::unreachable); }},
    {"outcomes", [](P p) { return p.outcomes; }},
    {"sales", [](P p) { return p.sales; }},
    {"promises", [](P p) { return p.promises; }},
    {"conversion", [](P p) { return p.sales; }, [](P p) { return p.outcomes - p.not_reached; }},
    {"sales_per_productive_hour", [](P p) { return p.sales; }, productive},
    {"sales_per_connected_hour", [](P p) { return p.sales; }, connected},
    {"promises_per_productive_hour", [](P p) { return p.promises; }, productive},
    {"promises_per_connected_hour", [](P p) { return p.promises; }, connected},
};

class Adding {
 public:
  Adding(Plains& plains, Span span) : plains_(plains), span_(span) {}

  bool has(Time at) const { return at >= span_.from && at < span_.to; }

  Plain& of(const Subject& subject, Position position) {
    Plain& plain = plains_[subject];
    if (plain.first == 0 || position < plain.first) plain.first = position;
    return plain;
  }

  template <class Add>
  void each(const Whose& whose, Position position, const Add& add) {
    for (std::size_t kind = 0; kind < subject_kinds; ++kind) {
      if (whose.ids[kind] == 0) continue;
      add(of({.kind = static_cast<SubjectKind>(kind), .id = whose.ids[kind]}, position));
    }
  }

  void visit(const ToldVisit& told, Time now) {
    Plain& plain = of(told.subject, told.position);
    ++plain.offered;
    switch (told.end) {
      case VisitEnd::none:
        if (now - told.queued_at > told.target) ++plain.late;
        return;
      case VisitEnd::answered:
        ++plain.answered;
        plain.answer_wait += told.waited.us;
        plain.waits.push_back(told.waited.us);
        if (told.in_target) ++plain.answered_in_target;
        return;
      case VisitEnd::short_abandoned:
        ++plain.abandoned_short;
        [[fallthrough]];
      case VisitEnd::abandoned:
        ++plain.abandoned;
        plain.abandon_wait += told.waited.us;
        if (told.in_target) ++plain.abandoned_in_target;
        return;
      case VisitEnd::lost:
        ++plain.lost;
        return;
    }
  }

  void state(const ToldState& told) {
    const std::int64_t from = std::max(told.from.us, span_.from.us);
    const std::int64_t to = std::min(told.to.us, span_.to.us);
    if (from >= to) return;
    each(told.whose, told.position,
         [&](Plain& plain) { plain.in_state[static_cast<std::size_t>(told.state)] += to - from; });
  }

  static void share(const ToldShare& told, Plain& plain) {
    ++plain.handled;
    plain.talk += told.talk.us;
    plain.hold += told.hold.us;
    plain.wrap_up += told.wrap_up.us;
    plain.holds += told.holds;
    plain.handed_over += told.handed_over ? 1 : 0;
    plain.takes.push_back((told.talk + told.hold + told.wrap_up).us);
  }

  static void offer(const ToldOffer& told, Plain& plain) {
    const bool connected = told.what == OfferTold::connected;
    plain.missed += connected ? 0 : 1;
    plain.connects += connected ? 1 : 0;
    plain.connect_delay += told.delay.us;
  }

  static void outcome(const ToldOutcome& told, Plain& plain) {
    ++plain.outcomes;
    plain.sales += told.kind == DispositionKind::sale ? 1 : 0;
    plain.promises += told.kind == DispositionKind::promise ? 1 : 0;
    plain.not_reached += told.kind == DispositionKind::no_contact ? 1 : 0;
  }

 private:
  Plains& plains_;
  Span span_;
};

}  // namespace

Plains added_up(const Recount& recount, Span span, Time now) {
  Plains plains;
  Adding adding{plains, span};
  for (const ToldVisit& told : recount.visits()) {
    if (adding.has(told.entered)) adding.visit(told, now);
  }
  for (const ToldShare& told : recount.shares()) {
    if (!adding.has(told.at)) continue;
    adding.each(told.whose, told.position, [&](Plain& plain) { Adding::share(told, plain); });
  }
  for (const ToldOffer& told : recount.offers()) {
    if (!adding.has(told.at)) continue;
    adding.each(told.whose, told.position, [&](Plain& plain) { Adding::offer(told, plain); });
  }
  for (const ToldOutcome& told : recount.outcomes()) {
    if (!told.counts || !adding.has(told.at)) continue;
    adding.each(told.whose, told.position, [&](Plain& plain) { Adding::outcome(told, plain); });
  }
  for (const ToldState& told : recount.states()) adding.state(told);
  for (const ToldState& told : recount.states_now(now)) adding.state(told);
  if (span.to <= recount.wall(now)) return plains;
  for (const Recount::Waiting& told : recount.waiting_now(now)) {
    adding.each(told.whose, told.position, [&](Plain& plain) {
      ++plain.waiting;
      plain.longest_wait = std::max(plain.longest_wait, told.waits.us);
    });
  }
  return plains;
}

const Formula* formula_named(std::string_view name) {
  for (const Formula& formula : formulas) {
    if (formula.name == name) return &formula;
  }
  return nullptr;
}

}  // namespace relevo::sim
