// The rules of the floor a second time, plainly: what the words and stories say, without indexes,
// without events, without looking at how the core does it.
//
// Fed the same commands it must come to the same states, choices and refusals.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/commands.h"
#include "core/reject.h"
#include "sim/ledger.h"

namespace relevo::sim {

class Model {
 public:
  /// The core starts, `away` after the last event.
  void start(Duration away, Time at);

  /// A batch begins.
  void begin(Time at) { at_ = at; }

  /// The turn has taken all that waited: what is due now is over.
  void expire(Time at);

  /// The next command of the batch. Gives what the core must answer.
  Reject take(const Request& request);

  /// The first difference between the model and what the log tells, in words; empty when none.
  std::string difference(const Ledger& ledger) const;

 private:
  struct Agent {
    AgentState state = AgentState::offline;
    BreakKind next_break = BreakKind::none;
    bool next_off_phone = false;
    BreakKind break_kind = BreakKind::none;
    std::uint32_t devices = 0;
    std::uint32_t pages = 0;
    ContactId contact;
    Time idle_since;
    bool hand = false;  // Raised.
    std::set<TextId> unread;
  };
  struct Contact {
    ContactState state = ContactState::queued;
    QueueId queue;
    Time queued_at;
    Duration credit;
    Duration waited;  // In the queue until somebody took it.
    AgentId agent;    // Who has it, or is offered it.
    LegId customer_leg;
    LegId agent_leg;
    Time due;                // Of the offer or the wrap-up.
    Time due_at_most;        // Of the wrap-up, however often it is extended.
    Time made_at;            // Of the offer.
    bool answering = false;  // The agent has accepted it in a page.
    Time connected_at;
    Time held_at;
    Duration held;
    std::vector<AgentId> rang;
    int failures = 0;
    Time rests_until;  // Offered to nobody before; zero: it does not rest.
  };
  struct Beside {
    ContactId contact;
    LegId leg;
    SuperviseMode mode = SuperviseMode::off;
    bool joined = false;  // They have answered.
  };
  struct Key {
    Digest body{};
    Time expires_at;
  };
  struct Session {
    UserId user;
    Time expires_at;
  };

  std::string contacts_differ(const Ledger& ledger) const;
  Reject carry_out(const Request& request);

  // model_agents.cpp
  Reject take(const SignInAgent& command);
  Reject take(const SignOutAgent& command, UserId by);
  Reject take(const SetReady& command, UserId by);
  Reject take(const RequestBreak& command, UserId by);
  Reject take(const EndBreak& command, UserId by);
  Reject take(const SetOffPhoneWork& command, UserId by);
  Reject take(const ForceState& command, UserId by);
  Reject take(const AddNote& command);
  Reject take(const SendMessage& command);
  Reject take(const ReadMessage& command);
  Reject take(const ReadRecording& command);
  Reject take(const RaiseHand& command);
  Reject take(const LowerHand& command);
  Reject take(const SeeDevices& command);
  bool is_private(const Agent& agent, AgentId id, UserId by) const;
  Agent* agent_of(AgentId id);
  void change(Agent& agent, AgentState to);
  void free(Agent& agent);
  void cut_off(Agent& agent);

  // model_contacts.cpp
  Reject take(const ArriveContact& command);
  Reject take(const AcceptOffer& command);
  Reject take(const DeclineOffer& command);
  Reject take(const HoldContact& command);
  Reject take(const ResumeContact& command);
  Reject take(const HangUp& command);
  Reject take(const FinishWrapUp& command);
  Reject take(const ExtendWrapUp& command);
  Reject take(const Dispose& command);
  Reject take(const SeeAnswer& command);
  Reject take(const SeeHold& command);
  Reject take(const SeeLegGone& command);

  // model_supervision.cpp
  Reject supervise(const Supervise& command, UserId by);
  bool beside_gone(LegId leg);
  void beside_joins(LegId leg);
  bool is_supervising(AgentId agent) const;
  bool is_at_work(UserId user) const;
  void leaves_the_door(UserId user);
  void all_leave(ContactId id);
  std::string supervisors_differ(const Ledger& ledger) const;

  // model_node.cpp
  Reject take(const SeeNodeGone& command);
  Reject take(const Reconcile& command);
  void take_report(const Reconcile& command);
  void give_up_node();
  Reject offer_of(ContactId id, AgentId agent, Duration age) const;
  Time happened(const Contact& contact, Duration age) const;
  Reject owned(ContactId id, AgentId agent, Contact*& contact);
  void customer_left(ContactId id, Contact& contact);
  void agent_leg_gone(ContactId id, Contact& contact, LegGone gone, Duration age);
  void end_offer(Contact& contact, OfferEnd end);
  void release(ContactId id, Contact& contact);
  void close(ContactId id);
  void hold(Contact& contact, bool held, Time when);

  // model.cpp
  Reject take(const ApplyOperation& command);
  Reject take(const OpenSession& command);
  Reject take(const CloseSession& command);
  template <class Other>
  Reject take(const Other& /*command*/) {
    return Reject::none;
  }
  bool is_member(AgentId agent, QueueId queue) const;
  std::int64_t points(AgentId agent, QueueId queue) const;
  bool comes_before(AgentId a, AgentId b, QueueId queue) const;
  void route();
  AgentId choose(const Contact& contact, const std::vector<AgentId>& ready) const;
  bool taken_before(const Source& source);
  bool may_use_key(UserId user) const;

  /// The one voice process.
  struct Node {
    bool known = false;
    bool away = false;
    std::uint64_t session = 0;
    Time away_since;
    Time gives_up_at;
  };

  Time at_;
  Node node_;
  Operation operation_;
  std::vector<Agent> agents_;  // Entry i has id i + 1.
  std::map<ContactId, Contact> contacts_;
  std::map<UserId, Beside> beside_;
  std::map<SessionId, Session> sessions_;
  std::map<std::pair<UserId, Digest>, Key> keys_;
  std::map<NodeId, std::pair<std::uint64_t, std::uint64_t>> facts_;
  std::uint64_t contacts_made_ = 0;
  std::uint64_t legs_made_ = 0;
  std::uint64_t sessions_made_ = 0;
};

}  // namespace relevo::sim
