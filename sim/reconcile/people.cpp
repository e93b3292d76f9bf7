#include "sim/reconcile/people.h"

#include <array>
#include <string>
#include <utility>

namespace relevo::sim {

namespace {

constexpr Source voice{.node = {1}, .session = 1};

}  // namespace

DayPeople::DayPeople(DayFloor& floor, const Operation& operation, std::uint64_t seed,
                     Duration length)
    : floor_(floor),
      operation_(operation),
      chance_(chance_of(seed, Stream::working_people)),
      length_(length),
      seats_(operation.agents.size()) {}

void DayPeople::come() {
  began_ = schedule().now();
  Reconcile report{.source = voice};
  for (const AgentSetup& agent : operation_.agents) {
    Seat& own = seat(agent.id);
    own.has_page = chance_.percent(50);
    report.devices.push_back({.agent = agent.code, .devices = 1, .pages = own.has_page ? 1U : 0U});
  }
  for (const Team& team : operation_.teams) {
    const Code& code = operation_.users[team.coordinator.value - 1].code;
    report.devices.push_back({.agent = code, .devices = 1});
  }
  floor_.say(std::move(report));
  for (const AgentSetup& agent : operation_.agents) plan_day(agent.id);
  schedule().after(gap_now(), [this] { call(); });
}

void DayPeople::on(const Record& record) {
  std::visit([this](const auto& event) { hear(event); }, record.event);
}

UserId DayPeople::coordinator_of(AgentId agent) const {
  const TeamId team = operation_.agents[agent.value - 1].team;
  return operation_.teams[team.value - 1].coordinator;
}

/// In so long, when the caller still is where they are now.
void DayPeople::if_still(ContactId id, Duration gap, std::function<void(const Caller&)> act) {
  schedule().after(gap, [this, id, turn = callers_[id].turn, act = std::move(act)] {
    const auto found = callers_.find(id);
    if (found != callers_.end() && found->second.turn == turn) act(found->second);
  });
}

// ---- customers --------------------------------------------------------------------------------

/// Between two calls: the day has its peaks, in which more come than can be served.
Duration DayPeople::gap_now() {
  constexpr std::array<std::int64_t, 12> percent{55, 80,  100, 112, 104, 85,
                                                 80, 100, 115, 100, 80,  50};
  constexpr std::int64_t each_at_peak = 10;  // Calls of one agent in an hour.
  const std::int64_t passed = (schedule().now() - began_).us;
  const auto part = static_cast<std::size_t>(passed * 12 / (length_.us + 1)) % percent.size();
  const auto agents = static_cast<std::int64_t>(operation_.agents.size());
  return {hours(1).us * 100 / (each_at_peak * percent[part] * agents)};
}

void DayPeople::call() {
  schedule().after(chance_.around(gap_now()), [this] { call(); });
  const std::uint64_t queue = chance_.between(1, operation_.queues.size());
  floor_.say(ArriveContact{.source = voice,
                           .leg = {leg_of_voice_min + called_++},
                           .dialed = Text<32>{std::to_string(5000 + queue)}});
}

void DayPeople::hear(const ContactArrived& e) { callers_[e.contact].leg = e.leg; }

void DayPeople::hear(const ContactQueued& e) {
  Caller& caller = callers_[e.contact];
  ++caller.turn;
  caller.queue = e.queue;
  wait(e.contact);
}

void DayPeople::wait(ContactId id) {
  // Some have dialed a wrong number, and few lines die.
  const Duration patience =
      chance_.percent(2) ? chance_.around(seconds(4)) : chance_.around(minutes(3));
  const LegGone how = chance_.percent(1) ? LegGone::network : LegGone::hung_up;
  if_still(id, patience, [this, how](const Caller& caller) { gone(caller.leg, how); });
}

void DayPeople::gone(LegId leg, LegGone how) {
  floor_.say(SeeLegGone{.source = voice, .leg = leg, .gone = how});
}

// ---- agents -----------------------------------------------------------------------------------

/// When they come and go, and their breaks between.
void DayPeople::plan_day(AgentId agent) {
  const bool is_late = chance_.percent(10);
  const Duration come =
      is_late ? chance_.around({length_.us / 4}) : chance_.around({length_.us / 60});
  const UserId user = user_of(agent);
  schedule().after(come, [this, agent, user] { floor_.say(SignInAgent{agent}, user); });
  const Duration rest = {length_.us / 10};
  for (Duration at = come + chance_.around(rest); at < length_;
       at = at + chance_.around(rest + rest)) {
    const auto kind = static_cast<BreakKind>(chance_.between(1, 6));
    const bool works_otherwise = chance_.percent(15);
    schedule().after(at, [this, agent, user, kind, works_otherwise] {
      if (works_otherwise) return floor_.say(SetOffPhoneWork{agent}, user);
      floor_.say(RequestBreak{agent, kind}, user);
    });
  }
  if (chance_.percent(5)) {
    schedule().after(chance_.between(come, length_ + come), [this, agent] { lose_phone(agent); });
  }
  if (chance_.percent(25)) {
    schedule().after(chance_.between({length_.us / 2}, length_), [this, agent] { leave(agent); });
  }
}

/// As soon as they have nobody to talk to.
void DayPeople::leave(AgentId agent) {
  seat(agent).leaves = true;
  if (seat(agent).state == AgentState::offline) return;
  floor_.say(SignOutAgent{agent}, user_of(agent));
  schedule().after(seconds(20), [this, agent] { leave(agent); });
}

void DayPeople::lose_phone(AgentId agent) {
  const Code& code = operation_.agents[agent.value - 1].code;
  floor_.say(SeeDevices{.source = voice, .agent = code, .devices = 0});
  schedule().after(chance_.between(seconds(3), minutes(4)), [this, agent, code] {
    const std::uint32_t pages = seat(agent).has_page ? 1 : 0;
    floor_.say(SeeDevices{.source = voice, .agent = code, .devices = 1, .pages = pages});
  });
}

void DayPeople::hear(const AgentStateChanged& e) {
  Seat& own = seat(e.agent);
  own.state = e.to;
  ++own.turn;
  come_back(e.agent, e.from, e.to, e.break_kind);
}

/// From where nobody but they themselves takes them away.
void DayPeople::come_back(AgentId agent, AgentState from, AgentState to, BreakKind kind) {
  if (seat(agent).leaves) return;
  const auto later = [&](Duration gap, auto command) {
    schedule().after(gap, [this, agent, turn = seat(agent).turn, command] {
      if (seat(agent).turn == turn) floor_.say(command, user_of(agent));
    });
  };
  if (to == AgentState::missed)
    return later(chance_.between(seconds(3), minutes(1)), SetReady{agent});
  if (to == AgentState::off_phone_work) {
    const bool just_came = from == AgentState::offline;
    return later(just_came ? chance_.around(seconds(10)) : chance_.around(minutes(5)),
                 SetReady{agent});
  }
  if (to != AgentState::break_) return;
  const Duration mean = kind == BreakKind::meal ? minutes(25) : minutes(7);
  later(chance_.around(mean), EndBreak{agent});
}

void DayPeople::ring(AgentId agent, ContactId id, LegId leg, OfferId offer) {
  Seat& own = seat(agent);
  own.offer = offer;
  own.leg = leg;
  schedule().after(chance_.around(milliseconds(200)),
                   [this, leg] { floor_.say(SeeRinging{.source = voice, .leg = leg}); });
  const Duration gap = chance_.between(milliseconds(700), seconds(7));
  const auto does = chance_.below(1000);
  if (does < 900) {
    schedule().after(gap, [this, agent, id, leg] {
      if (seat(agent).has_page) return floor_.say(AcceptOffer{agent, id}, user_of(agent));
      floor_.say(SeeAnswer{.source = voice, .leg = leg});
    });
  } else if (does < 930) {
    schedule().after(gap,
                     [this, agent, id] { floor_.say(DeclineOffer{agent, id}, user_of(agent)); });
  } else if (does < 940) {
    schedule().after(gap, [this, leg] { gone(leg, LegGone::declined); });
  } else if (does < 950) {
    schedule().after(gap, [this, leg] { gone(leg, LegGone::unreachable); });
  } else if (does < 955) {
    schedule().after(gap, [this, leg] { gone(leg, LegGone::us); });
  }
  // The rest let it ring.
}

void DayPeople::hear(const OfferMade& e) { ring(e.agent, e.contact, e.leg, e.offer); }

void DayPeople::hear(const SecondAsked& e) { ring(e.agent, e.contact, e.leg, e.offer); }

void DayPeople::hear(const OfferAnswering& e) {
  if (chance_.percent(1)) return;  // Their page has no sound, and they are not connected.
  const Seat& own = seat(e.agent);
  if (own.offer != e.offer) return;
  schedule().after(chance_.between(milliseconds(30), milliseconds(700)),
                   [this, leg = own.leg] { floor_.say(SeeAnswer{.source = voice, .leg = leg}); });
}

}  // namespace relevo::sim
