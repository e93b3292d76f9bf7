// The names a story gives to what the core numbers.
#pragma once

#include <map>
#include <string>

#include "core/core.h"
#include "text.h"

namespace relevo::stories {

/// `nobody` names an agent, contact, user or session that is not there.
class Names {
 public:
  explicit Names(const State& state) : state_(&state) {}
  void look_at(const State& state) { state_ = &state; }

  // From names to ids; an unknown name is a mistake.
  AgentId agent(const std::string& name) const;
  UserId user(const std::string& name) const;
  ContactId contact(const std::string& name) const;
  DispositionId disposition(const std::string& name) const;
  SessionId session(const std::string& name) const;
  RuleId rule(const std::string& name) const;
  AlertId alert(const std::string& name) const;

  /// `agent:ana`, `queue:billing`, `place:home`, or `operation` alone.
  Subject subject(const std::string& name) const;

  /// A customer's leg by the contact's name, the latest leg of an agent by theirs, of
  /// who supervises by theirs, or `leg3`.
  LegId leg(const std::string& name) const;

  /// The leg on which a new contact will arrive; learned() then binds the contact to the name.
  LegId new_customer(const std::string& name);

  /// Reads what an event names for the first time.
  void learn(const Event& event);

  // From ids to names.
  std::string of(AgentId id) const { return code_of(state_->operation->agents, id); }
  std::string of(QueueId id) const { return code_of(state_->operation->queues, id); }
  std::string of(UserId id) const { return code_of(state_->operation->users, id); }
  std::string of(DispositionId id) const { return code_of(state_->operation->dispositions, id); }
  std::string of(ContactId id) const;
  std::string of(LegId id) const;
  std::string of(OfferId id) const { return "o" + std::to_string(id.value); }
  std::string of(SessionId id) const { return "s" + std::to_string(id.value); }
  std::string of(NodeId id) const { return "node" + std::to_string(id.value); }
  std::string of(TextId id) const { return std::to_string(id.value); }
  std::string of(RuleId id) const { return code_of(state_->operation->rules, id); }
  std::string of(AlertId id) const { return "a" + std::to_string(id.value); }
  std::string of(const Subject& subject) const;
  std::string of(PersonId id) const { return "person" + std::to_string(id.value); }

 private:
  template <class Entries, class AnyId>
  static std::string code_of(const Entries& entries, AnyId id) {
    const auto* entry = entry_of(entries, id);
    return entry == nullptr ? "?" + std::to_string(id.value) : std::string{entry->code.view()};
  }

  const State* state_;
  std::uint64_t customers_ = 0;
  std::map<std::string, LegId> customer_legs_;
  std::map<LegId, std::string> customers_of_legs_;
  std::map<std::string, ContactId> contacts_;
  std::map<ContactId, std::string> names_of_contacts_;
  std::map<AgentId, LegId> agent_legs_;
  std::map<UserId, LegId> supervisor_legs_;
};

}  // namespace relevo::stories
