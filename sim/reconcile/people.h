// Everybody of a working day: customers who call and give up, agents who answer, hold, hand over,
// take breaks and say what came of it, and coordinators who take a call over.
#pragma once

#include <functional>
#include <map>
#include <vector>

#include "core/operation.h"
#include "sim/chance.h"
#include "sim/reconcile/floor.h"

namespace relevo::sim {

class DayPeople {
 public:
  DayPeople(DayFloor& floor, const Operation& operation, std::uint64_t seed, Duration length);

  /// Everybody plans their day; it begins now.
  void come();

  void on(const Record& record);

  std::uint64_t called() const { return called_; }

 private:
  struct Caller {
    LegId leg;
    QueueId queue;
    AgentId agent;
    std::uint32_t turn = 0;  // Raised whenever what they wait for has changed.
  };
  struct Seat {
    AgentState state = AgentState::offline;
    std::uint32_t turn = 0;  // Raised at each change of state.
    OfferId offer;
    LegId leg;
    bool has_page = false;
    bool leaves = false;  // Their day is over.
  };

  // Customers.
  void call();
  Duration gap_now();
  void wait(ContactId id);
  void gone(LegId leg, LegGone how);

  // A conversation.
  void talk(ContactId id, AgentId agent);
  void hold_at(ContactId id, AgentId agent, Duration at);
  void end_talk(ContactId id, AgentId agent);
  void hand_over(ContactId id, AgentId agent);
  void take_over(ContactId id, AgentId agent);
  void dispose(ContactId id, AgentId agent, UserId user);
  void if_still(ContactId id, Duration gap, std::function<void(const Caller&)> act);

  // Agents.
  void plan_day(AgentId agent);
  void leave(AgentId agent);
  void lose_phone(AgentId agent);
  void ring(AgentId agent, ContactId id, LegId leg, OfferId offer);
  void come_back(AgentId agent, AgentState from, AgentState to, BreakKind kind);

  void hear(const ContactArrived& e);
  void hear(const ContactQueued& e);
  void hear(const OfferMade& e);
  void hear(const OfferAnswering& e);
  void hear(const SecondAsked& e);
  void hear(const SecondJoined& e);
  void hear(const SecondLeft& e);
  void hear(const ContactConnected& e);
  void hear(const ContactTakenOver& e);
  void hear(const SupervisionStarted& e);
  void hear(const SupervisionJoined& e);
  void hear(const WrapUpStarted& e);
  void hear(const ContactReleased& e);
  void hear(const ContactClosed& e) { callers_.erase(e.contact); }
  void hear(const AgentStateChanged& e);
  template <class E>
  void hear(const E& /*e*/) {}

  Schedule& schedule() { return floor_.schedule(); }
  Seat& seat(AgentId agent) { return seats_[agent.value - 1]; }
  UserId user_of(AgentId agent) const { return operation_.agents[agent.value - 1].user; }
  UserId coordinator_of(AgentId agent) const;

  DayFloor& floor_;
  const Operation& operation_;
  Chance chance_;
  Duration length_;
  Time began_;
  std::vector<Seat> seats_;
  std::map<ContactId, Caller> callers_;
  std::uint64_t called_ = 0;
};

}  // namespace relevo::sim
