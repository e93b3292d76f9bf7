// The day told again, from the log's records alone: what every contact and every agent went
// through, kept one by one. Figures are added up of these by figures.h.
//
// Written from the words of the indicators and of view/tally/measure.h, not from the fold of view/;
// it uses none of its sums. Lengths are taken between records, not from what a record says of them.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "core/operation.h"
#include "core/record.h"
#include "core/subject.h"
#include "view/tally/series.h"

namespace relevo::sim {

/// The ids of everything that a thing counts for, by kind; 0: for none of the kind.
struct Whose {
  std::uint32_t ids[subject_kinds] = {};

  std::uint32_t& of(SubjectKind kind) { return ids[static_cast<std::size_t>(kind)]; }
};

enum class VisitEnd : std::uint8_t { none, answered, abandoned, short_abandoned, lost };

/// A contact's coming to a queue, a campaign, a client or the operation.
struct ToldVisit {
  Subject subject;
  Position position = 0;
  Time entered;  // Wall clock, as every `at` below.
  Time queued_at;
  Duration target;
  VisitEnd end = VisitEnd::none;
  bool in_target = false;
  Duration waited;
};

struct ToldShare {
  Whose whose;
  Position position = 0;
  Time at;
  Duration talk;
  Duration hold;
  Duration wrap_up;
  std::int64_t holds = 0;
  bool handed_over = false;
};

enum class OfferTold : std::uint8_t { expired, declined, connected };

struct ToldOffer {
  Whose whose;
  Position position = 0;
  Time at;
  OfferTold what = OfferTold::expired;
  Duration delay;  // Of one accepted in a page, until connected.
};

struct ToldOutcome {
  Whose whose;
  Position position = 0;
  Time at;
  DispositionKind kind = DispositionKind::contact;
  bool counts = true;  // Until another one is said of the contact.
};

struct ToldState {
  Whose whose;
  Position position = 0;
  AgentState state = AgentState::offline;
  BreakKind break_kind = BreakKind::none;
  Time from;
  Time to;
};

class Recount {
 public:
  void take(const Batch& batch);

  const std::vector<ToldVisit>& visits() const { return visits_; }
  const std::vector<ToldShare>& shares() const { return shares_; }
  const std::vector<ToldOffer>& offers() const { return offers_; }
  const std::vector<ToldOutcome>& outcomes() const { return outcomes_; }
  const std::vector<ToldState>& states() const { return states_; }

  /// What has not ended at that moment, as if it ended then.
  std::vector<ToldState> states_now(Time log) const;

  struct Waiting {
    Whose whose;
    Position position = 0;
    Duration waits;
  };
  std::vector<Waiting> waiting_now(Time log) const;

  Time wall(Time log) const { return log + wall_offset_; }
  const Operation& operation() const { return operation_; }

 private:
  struct Talk {
    AgentId agent;
    QueueId queue;
    Time since;
    Time held_since;  // Zero: not held.
    Duration held;
    std::int64_t holds = 0;
  };
  struct Contact {
    QueueId queue;
    Time queued_at;
    Position queued_in = 0;
    bool waits = false;
    std::vector<std::size_t> visits;  // Places in visits_.
    std::optional<Talk> talk;
    std::map<AgentId, QueueId> had_in;  // Where it was theirs, the last time.
    OfferId answering;                  // In a page.
    AgentId answering_agent;
    Time answering_at;
    std::optional<std::size_t> outcome;
  };
  struct Agent {
    AgentState state = AgentState::offline;
    BreakKind break_kind = BreakKind::none;
    Time since;
    Position told_in = 0;
  };
  /// A conversation that is over, with whatever wrap-up may follow.
  struct Ended {
    ToldShare share;
    QueueId queue;
    std::optional<Time> wraps_up_since;
  };

  void hear(const Record& record, const WallClockSet& e);
  void hear(const Record& record, const OperationApplied& e);
  void hear(const Record& record, const AgentStateChanged& e);
  void hear(const Record& record, const ContactQueued& e);
  void hear(const Record& record, const OfferMade& e);
  void hear(const Record& record, const OfferAnswering& e);
  void hear(const Record& record, const OfferEnded& e);
  void hear(const Record& record, const ContactConnected& e);
  void hear(const Record& record, const ContactHeld& e);
  void hear(const Record& record, const ContactResumed& e);
  void hear(const Record& record, const ContactReleased& e);
  void hear(const Record& record, const ContactTakenOver& e);
  void hear(const Record& record, const ContactLostAgent& e);
  void hear(const Record& record, const ContactTransferred& e);
  void hear(const Record& record, const WrapUpStarted& e);
  void hear(const Record& record, const WrapUpEnded& e);
  void hear(const Record& record, const ContactDisposed& e);
  void hear(const Record& record, const ContactClosed& e);
  template <class E>
  void hear(const Record& /*record*/, const E& /*e*/) {}

  void end_talk(const Record& record, ContactId id, Time at, bool handed_over);
  void end_batch();
  void pass(AgentId id, Time at);
  Whose of_agent(AgentId id) const;
  Whose of_queue(QueueId id) const;
  Whose of_both(AgentId agent, QueueId queue) const;

  Operation operation_;
  Duration wall_offset_;
  std::map<ContactId, Contact> contacts_;
  std::map<OfferId, AgentId> offered_;  // To a customer's contact, and not as a second.
  std::vector<Agent> agents_;
  std::map<std::pair<AgentId, ContactId>, Ended> ended_;
  std::map<std::pair<AgentId, ContactId>, Time> wrap_ups_;  // Begun in this batch.
  std::vector<ToldVisit> visits_;
  std::vector<ToldShare> shares_;
  std::vector<ToldOffer> offers_;
  std::vector<ToldOutcome> outcomes_;
  std::vector<ToldState> states_;
};

}  // namespace relevo::sim
