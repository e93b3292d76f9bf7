// Every contact's life in short, ended ones too, and where in the log its events stand.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "core/record.h"

namespace relevo {

struct ContactLife {
  ContactId id;
  PersonId person;
  QueueId queue;                    // The last one.
  ContactState state = ContactState::arrived;
  ContactEnd end = ContactEnd::none;
  FaultOf fault = FaultOf::none;
  Time arrived_at;
  Time closed_at;
  Duration total_waited;            // Final once connected or closed.
  Duration talked;                  // Sum over agents.
  Duration held;
  bool recorded = false;
  std::vector<AgentId> agents;      // Who was connected, in order, each once.
  std::vector<Position> positions;  // Of its events, ascending.
};

/// What GET /contacts asks for. Absent members do not filter.
struct LifeFilter {
  std::optional<QueueId> queue;
  std::optional<ContactState> state;
  std::optional<Time> since;        // Arrived at or after.
  std::optional<AgentId> agent;     // Was connected to.
  ContactId before;                 // Only older ids than this; zero = from the newest.
};

class History {
 public:
  void apply(const Record& record);

  /// Nullptr when there never was such a contact.
  const ContactLife* find(ContactId id) const;

  /// Newest first, at most `count_max`.
  std::vector<const ContactLife*> list(const LifeFilter& filter, std::size_t count_max) const;

  std::size_t size() const { return lives_.size(); }

 private:
  std::map<ContactId, ContactLife> lives_;
};

/// The contact an event belongs to; zero for none.
ContactId contact_of(const Event& event);

/// The agent an event is about; zero for none.
AgentId agent_of(const Event& event);

}  // namespace relevo
