// Every contact's life in short, ended ones too, and where in the log its events stand.
//
// A fold of records and of nothing else; throw it away and fold again, and it is the same.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <vector>

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

  friend bool operator==(const ContactLife&, const ContactLife&) = default;
};

/// What GET /contacts asks for. Absent members do not filter.
struct LifeFilter {
  std::optional<QueueId> queue;
  std::optional<ContactState> state;
  std::optional<Time> since;     // Arrived at or after.
  std::optional<AgentId> agent;  // Was connected to.
  ContactId before;              // Only older ids than this; zero = from the newest.
};

/// One thread at a time. Pointers stay; what they point to changes with apply.
class History {
 public:
  /// Records come in the order of their positions.
  void apply(const Record& record);

  /// Nullptr when there never was such a contact.
  const ContactLife* find(ContactId id) const;

  /// Newest first, at most `count_max`. Looks only at contacts of the filter's agent, else of its
  /// state if that is not closed, else of its queue.
  std::vector<const ContactLife*> list(const LifeFilter& filter, std::size_t count_max) const;

  std::size_t size() const { return lives_.size(); }

 private:
  struct Fold;

  std::map<ContactId, ContactLife> lives_;
  std::set<ContactId> open_;
  std::map<QueueId, std::set<ContactId>> of_queue_;
  std::map<AgentId, std::set<ContactId>> of_agent_;
};

}  // namespace relevo
