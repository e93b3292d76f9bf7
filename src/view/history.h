// Contacts' lives in short, and where in the log their events stand: those that are open, and those
// that ended and are not in the archive yet.
//
// A fold of records, and of what the archive is said to have: an ended life that is there may be
// forgotten here. Without forgetting, the history is every contact that ever was.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "base/bytes.h"
#include "core/record.h"
#include "view/contact_event.h"

namespace relevo {

struct ContactLife {
  ContactId id;
  PersonId person;
  QueueId queue;  // The last one.
  ContactState state = ContactState::arrived;
  ContactEnd end = ContactEnd::none;
  FaultOf fault = FaultOf::none;
  Time arrived_at;
  Time closed_at;
  Duration total_waited;  // Of the last connection, until the end says more.
  Duration talked;        // Sum over agents, of conversations that are over.
  Duration held;
  bool recorded = false;
  std::vector<AgentId> agents;      // Who was connected, in order, each once.
  std::vector<Position> positions;  // Of its events, ascending.
  DispositionId disposition;        // The last one said; none: nobody said any.

  friend bool operator==(const ContactLife&, const ContactLife&) = default;
};

template <class V>
void fields(V& visit, ContactLife& o) {
  visit(1, "id", o.id);
  visit(2, "person", o.person);
  visit(3, "queue", o.queue);
  visit(4, "state", o.state);
  visit(5, "end", o.end);
  visit(6, "fault", o.fault);
  visit(7, "arrived_at", o.arrived_at);
  visit(8, "closed_at", o.closed_at);
  visit(9, "total_waited", o.total_waited);
  visit(10, "talked", o.talked);
  visit(11, "held", o.held);
  visit(12, "recorded", o.recorded);
  visit(13, "agents", o.agents);
  visit(14, "positions", o.positions);
  visit(15, "disposition", o.disposition);
}

/// Events that came when their contact's life was in the archive alone: of recordings.
struct LateEvents {
  std::vector<Position> positions;  // Ascending.
  bool recorded = false;

  friend bool operator==(const LateEvents&, const LateEvents&) = default;
};

template <class V>
void fields(V& visit, LateEvents& o) {
  visit(1, "positions", o.positions);
  visit(2, "recorded", o.recorded);
}

/// Adds what the life, which may be some events ahead, does not have yet.
void add_late(ContactLife& life, const LateEvents& late);

/// What GET /contacts asks for. Absent members do not filter.
struct LifeFilter {
  std::optional<QueueId> queue;
  std::optional<ContactState> state;
  std::optional<Time> since;     // Arrived at or after.
  std::optional<Time> until;     // Arrived before.
  std::optional<AgentId> agent;  // Was connected to.
  std::optional<PersonId> person;
  std::optional<DispositionId> disposition;  // The last one said.
  ContactId before;                          // Only older ids than this; zero = from the newest.
};

/// One thread at a time. Pointers stay until the life is forgotten; what they point to changes with
/// apply.
class History {
 public:
  /// Records come in the order of their positions.
  void apply(const Record& record);

  /// Forgets what the archive has: the events up to `archived` of lives that closed before
  /// `closed_before`, and the late ones.
  void forget(Position archived, Time closed_before);

  /// Nullptr when there never was such a contact, or it is forgotten.
  const ContactLife* find(ContactId id) const;

  /// Nullptr when none came late for a contact that is forgotten.
  const LateEvents* late(ContactId id) const;

  /// Newest first, at most `count_max`. Looks only at contacts of the filter's person, else
  /// of its agent, else of its state if that is not closed, else of its queue.
  std::vector<const ContactLife*> list(const LifeFilter& filter, std::size_t count_max) const;

  /// Those that have ended, by id.
  std::vector<const ContactLife*> ended() const;
  const std::map<ContactId, LateEvents>& late() const { return late_; }

  std::size_t size() const { return lives_.size(); }
  std::size_t ended_size() const { return ended_.size(); }

  /// The byte form of a snapshot, and back; nothing when the bytes are damaged.
  void encode_to(Bytes& out) const;
  static std::optional<History> decode_from(ByteView bytes);

 private:
  struct Fold;

  void index(const ContactLife& life);
  void forget(std::map<ContactId, ContactLife>::iterator life);

  std::map<ContactId, ContactLife> lives_;
  std::map<ContactId, LateEvents> late_;
  std::set<ContactId> open_;   // Of lives_; the others have
  std::set<ContactId> ended_;  // ended.
  std::map<QueueId, std::set<ContactId>> of_queue_;
  std::map<AgentId, std::set<ContactId>> of_agent_;
  std::map<PersonId, std::set<ContactId>> of_person_;
};

}  // namespace relevo
