// What is done in conversations and behind them.
#include "sim/reconcile/people.h"

namespace relevo::sim {

namespace {

constexpr Source voice{.node = {1}, .session = 1};

}  // namespace

void DayPeople::hear(const ContactConnected& e) {
  Caller& caller = callers_[e.contact];
  ++caller.turn;
  caller.agent = e.agent;
  talk(e.contact, e.agent);
}

void DayPeople::talk(ContactId id, AgentId agent) {
  const Duration length = chance_.around(chance_.percent(20) ? minutes(9) : minutes(3));
  if (chance_.percent(20)) hold_at(id, agent, chance_.between(seconds(1), length));
  if (chance_.percent(5)) hold_at(id, agent, chance_.between(seconds(1), length));
  if (chance_.percent(25)) {
    if_still(id, {length.us * 9 / 10},
             [this, id, agent](const Caller& /*caller*/) { dispose(id, agent, user_of(agent)); });
  }
  if_still(id, length, [this, id, agent](const Caller& /*caller*/) { end_talk(id, agent); });
}

void DayPeople::hold_at(ContactId id, AgentId agent, Duration at) {
  const UserId user = user_of(agent);
  const Duration length = chance_.around(seconds(35));
  if_still(id, at, [this, id, agent, user](const Caller& /*caller*/) {
    floor_.say(HoldContact{agent, id}, user);
  });
  if_still(id, at + length, [this, id, agent, user](const Caller& /*caller*/) {
    floor_.say(ResumeContact{agent, id}, user);
  });
}

void DayPeople::end_talk(ContactId id, AgentId agent) {
  const auto does = chance_.below(1000);
  if (does < 600) return gone(callers_[id].leg, LegGone::hung_up);
  if (does < 900) return floor_.say(HangUp{agent, id}, user_of(agent));
  if (does < 905) return gone(seat(agent).leg, LegGone::network);
  if (does < 910) return gone(callers_[id].leg, LegGone::network);
  if (does < 915) {
    take_over(id, agent);
  } else {
    hand_over(id, agent);
  }
  // Whatever came of it: nobody talks for ever.
  if_still(id, chance_.between(minutes(2), minutes(4)),
           [this](const Caller& caller) { gone(caller.leg, LegGone::hung_up); });
}

void DayPeople::hand_over(ContactId id, AgentId agent) {
  const QueueId queue{chance_.between(1, operation_.queues.size())};
  const AgentId other{chance_.between(1, operation_.agents.size())};
  const bool names_agent = chance_.percent(30);
  if (chance_.percent(10)) return floor_.say(Conference{agent, id, other}, user_of(agent));
  Transfer transfer{.agent = agent, .contact = id};
  transfer.to_agent = names_agent ? other : AgentId{};
  transfer.to_queue = names_agent ? QueueId{} : queue;
  transfer.mode = chance_.percent(40) ? TransferMode::consult : TransferMode::blind;
  floor_.say(transfer, user_of(agent));
}

void DayPeople::hear(const SecondJoined& e) {
  const AgentId agent = callers_[e.contact].agent;
  const bool hands_over = chance_.percent(70);
  const Duration word = chance_.around(seconds(20));
  if_still(e.contact, word, [=, this, id = e.contact, second = e.agent](const Caller& /*caller*/) {
    const UserId user = user_of(agent);
    if (!hands_over) return floor_.say(EndConsult{agent, id}, user);
    floor_.say(Transfer{.agent = agent,
                        .contact = id,
                        .to_agent = second,
                        .to_queue = {},
                        .mode = TransferMode::blind},
               user);
  });
}

void DayPeople::hear(const SecondLeft& e) {
  const auto found = callers_.find(e.contact);
  if (found == callers_.end() || !found->second.agent) return;
  if_still(e.contact, seconds(1), [this, id = e.contact](const Caller& caller) {
    floor_.say(ResumeContact{caller.agent, id}, user_of(caller.agent));
  });
}

/// A coordinator listens first, and then has the contact instead of the agent.
void DayPeople::take_over(ContactId id, AgentId agent) {
  floor_.say(
      Supervise{
          .agent = agent, .mode = SuperviseMode::listen, .contact = id, .why = SuperviseWhy::help},
      coordinator_of(agent));
}

void DayPeople::hear(const SupervisionStarted& e) {
  schedule().after(chance_.around(seconds(2)),
                   [this, leg = e.leg] { floor_.say(SeeAnswer{.source = voice, .leg = leg}); });
}

void DayPeople::hear(const SupervisionJoined& e) {
  if_still(e.contact, chance_.around(seconds(15)),
           [this, id = e.contact, agent = e.agent, user = e.user](const Caller& /*caller*/) {
             floor_.say(Supervise{.agent = agent, .mode = SuperviseMode::take_over, .contact = id},
                        user);
           });
}

void DayPeople::hear(const ContactTakenOver& e) {
  Caller& caller = callers_[e.contact];
  ++caller.turn;
  caller.agent = {};
  const bool says = chance_.percent(60);
  const bool hands_on = chance_.percent(40);
  const QueueId queue{chance_.between(1, operation_.queues.size())};
  if_still(e.contact, chance_.around(minutes(1)),
           [=, this, id = e.contact, user = e.user](const Caller& /*caller*/) {
             if (says) dispose(id, {}, user);
             if (!hands_on) return floor_.say(HangUp{{}, id}, user);
             floor_.say(Transfer{.agent = {}, .contact = id, .to_agent = {}, .to_queue = queue},
                        user);
           });
  if_still(e.contact, minutes(5), [this](const Caller& now) { gone(now.leg, LegGone::hung_up); });
}

void DayPeople::hear(const ContactReleased& e) { ++callers_[e.contact].turn; }

void DayPeople::hear(const WrapUpStarted& e) {
  const UserId user = user_of(e.agent);
  const Duration left = e.ends_at - floor_.now();
  const auto say_later = [&](Duration gap) {
    schedule().after(gap,
                     [this, id = e.contact, agent = e.agent, user] { dispose(id, agent, user); });
  };
  if (chance_.percent(80)) say_later(chance_.between(Duration{}, left));
  if (chance_.percent(8)) say_later(chance_.between(Duration{}, left));
  if (chance_.percent(50)) {
    schedule().after(chance_.between(Duration{}, left),
                     [this, id = e.contact, agent = e.agent, user] {
                       floor_.say(FinishWrapUp{agent, id}, user);
                     });
  } else if (chance_.percent(10)) {
    schedule().after(chance_.between(Duration{}, left),
                     [this, id = e.contact, agent = e.agent, user] {
                       floor_.say(ExtendWrapUp{agent, id}, user);
                     });
  }
}

/// Among them one that is refused where it is of another campaign.
void DayPeople::dispose(ContactId id, AgentId agent, UserId user) {
  const DispositionId said{chance_.between(1, operation_.dispositions.size())};
  floor_.say(Dispose{agent, id, said}, user);
}

}  // namespace relevo::sim
