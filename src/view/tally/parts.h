// What Tallies remembers of agents, queues and open contacts from one event to the next.
#pragma once

#include <cstdint>
#include <vector>

#include "base/id.h"
#include "base/list.h"
#include "core/subject.h"
#include "core/types.h"
#include "view/tally/series.h"

namespace relevo::tally {

/// Everything that one event counts for: at most one subject of each kind.
using Subjects = List<Subject, subject_kinds>;

struct QueuePart {
  CampaignId campaign;
  ClientId client;
  Duration target;
};

/// An agent's part in a contact, from the end of the conversation to that of the wrap-up.
struct Share {
  QueueId queue;  // None: there is no share.
  Duration talk;
  Duration hold;
  Duration wrap_up;
  std::uint32_t holds = 0;
  bool handed_over = false;
  bool agent_lost = false;
};

struct AgentPart {
  TeamId team;
  SiteId site;
  WorkPlace place = WorkPlace::none;
  AgentState state = AgentState::offline;
  BreakKind break_kind = BreakKind::none;
  Time since;               // Log time, of the part of the state that is not in the figures yet.
  std::uint32_t holds = 0;  // In the conversation.
  Share share;
};

/// A contact's coming to a queue, and to what the queue belongs to: from when it first stood there
/// to the first agent, or to its end.
struct Visit {
  Subject subject;
  Time entered;  // Wall clock, as `Outcome::at`.
  Time queued_at;
  Duration target;
  bool is_over = false;
};

/// The outcome that counts, and where it was counted.
struct Outcome {
  Subjects subjects;
  Time at;
  Measure kind = Measure::none;  // Beside `outcomes`; none: there is no outcome, or no such kind.
};

struct ContactPart {
  std::vector<Visit> visits;  // One of each queue, campaign and client that it came to.
  QueueId queue;
  Time queued_at;
  bool waits = false;
  Time answering_since;  // In a page; zero: not.
  Outcome outcome;
};

/// Everything that what happens in a queue counts for, the operation too.
Subjects subjects_of(QueueId id, const QueuePart& queue);

/// What time in the state counts as; none: as nothing.
Measure time_in(AgentState state, BreakKind kind);

template <class V>
void fields(V& visit, QueuePart& o) {
  visit(1, "campaign", o.campaign);
  visit(2, "client", o.client);
  visit(3, "target", o.target);
}

template <class V>
void fields(V& visit, Share& o) {
  visit(1, "queue", o.queue);
  visit(2, "talk", o.talk);
  visit(3, "hold", o.hold);
  visit(4, "wrap_up", o.wrap_up);
  visit(5, "holds", o.holds);
  visit(6, "handed_over", o.handed_over);
  visit(7, "agent_lost", o.agent_lost);
}

template <class V>
void fields(V& visit, AgentPart& o) {
  visit(1, "team", o.team);
  visit(2, "site", o.site);
  visit(3, "place", o.place);
  visit(4, "state", o.state);
  visit(5, "break_kind", o.break_kind);
  visit(6, "since", o.since);
  visit(7, "holds", o.holds);
  visit(8, "share", o.share);
}

template <class V>
void fields(V& visit, Visit& o) {
  visit(1, "subject", o.subject);
  visit(2, "entered", o.entered);
  visit(3, "queued_at", o.queued_at);
  visit(4, "target", o.target);
  visit(5, "is_over", o.is_over);
}

template <class V>
void fields(V& visit, Outcome& o) {
  visit(1, "subjects", o.subjects);
  visit(2, "at", o.at);
  visit(3, "kind", o.kind);
}

template <class V>
void fields(V& visit, ContactPart& o) {
  visit(1, "visits", o.visits);
  visit(2, "queue", o.queue);
  visit(3, "queued_at", o.queued_at);
  visit(4, "waits", o.waits);
  visit(5, "answering_since", o.answering_since);
  visit(6, "outcome", o.outcome);
}

}  // namespace relevo::tally
