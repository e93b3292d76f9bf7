#include "core/state_codec.h"

#include <algorithm>

#include "core/state_fields.h"

namespace relevo {

namespace {

template <class Entry>
bool ids_in_place(const std::vector<Entry>& entries) {
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (entries[i].id.value != i + 1) return false;
  }
  return true;
}

template <class Entry, class AnyId>
bool is_there(const std::vector<Entry>& entries, AnyId id) {
  return id.value >= 1 && id.value <= entries.size();
}

bool agent_holds(const State& state, const Agent& agent) {
  const bool of_its_own = agent.has_handed_over();
  return static_cast<std::size_t>(agent.state) < agent_states &&
         (!agent.contact || of_its_own || state.contacts.contains(agent.contact));
}

bool contact_holds(const State& state, const Contact& contact) {
  return is_there(state.queues, contact.queue) &&
         (!contact.agent || is_there(state.agents, contact.agent)) &&
         (!contact.offer.id || is_there(state.agents, contact.offer.agent)) &&
         (!contact.second || is_there(state.agents, contact.second.agent)) &&
         (!contact.second.offer.id || contact.second.offer.agent == contact.second.agent) &&
         (!contact.taken_over_by || is_there(state.operation->users, contact.taken_over_by)) &&
         (!contact.transferred_by || is_there(state.agents, contact.transferred_by)) &&
         std::all_of(
             contact.supervisors.begin(), contact.supervisors.end(),
             [&](const Supervision& one) { return is_there(state.operation->users, one.user); });
}

bool queue_holds(const State& state, const Queue& queue) {
  return std::all_of(queue.waiting.begin(), queue.waiting.end(),
                     [&](const WaitKey& place) { return state.contacts.contains(place.contact); });
}

bool deadline_holds(const State& state, const Deadline& deadline) {
  switch (deadline.of) {
    case DeadlineOf::offer:
    case DeadlineOf::wrap_up:
    case DeadlineOf::rest:
      return state.contacts.contains({deadline.id});
    case DeadlineOf::session:
      return state.sessions.contains({deadline.id});
    case DeadlineOf::node:
      return state.nodes.contains({deadline.id});
    case DeadlineOf::handed_over:
      return is_there(state.agents, AgentId{deadline.id});
    case DeadlineOf::alert:
      return state.alerts.contains({deadline.id});
  }
  return false;
}

bool alert_holds(const State& state, const Alert& alert) {
  const bool is_of_agent = alert.subject.kind == SubjectKind::agent;
  return is_there(state.operation->rules, alert.rule) &&
         static_cast<unsigned>(alert.subject.kind) < subject_kinds &&
         (!is_of_agent || is_there(state.agents, AgentId{alert.subject.id})) &&
         (!alert.owner || is_there(state.operation->users, alert.owner));
}

/// Whatever names something names what is there.
bool holds(const State& state) {
  const Operation& operation = *state.operation;
  if (!ids_in_place(operation.agents) || !ids_in_place(operation.queues) ||
      state.agents.size() != operation.agents.size() || !ids_in_place(state.agents) ||
      state.queues.size() != operation.queues.size()) {
    return false;
  }
  const auto all = [](const auto& table, const auto& test) {
    return std::all_of(table.begin(), table.end(), test);
  };
  return all(state.agents, [&](const Agent& agent) { return agent_holds(state, agent); }) &&
         all(state.queues, [&](const Queue& queue) { return queue_holds(state, queue); }) &&
         all(state.contacts,
             [&](const auto& entry) {
               return entry.first == entry.second.id && contact_holds(state, entry.second);
             }) &&
         all(state.contact_of_leg,
             [&](const auto& entry) { return state.contacts.contains(entry.second); }) &&
         all(state.alerts,
             [&](const auto& entry) {
               return entry.first == entry.second.id && alert_holds(state, entry.second);
             }) &&
         all(state.deadlines,
             [&](const Deadline& deadline) { return deadline_holds(state, deadline); });
}

}  // namespace

Bytes encode_state(const State& state) {
  Bytes bytes;
  encode(bytes, state);
  return bytes;
}

std::optional<State> decode_state(ByteView bytes) {
  std::optional<State> state{std::in_place};
  if (!decode(bytes, *state) || !holds(*state)) return std::nullopt;
  derive(*state);
  return state;
}

}  // namespace relevo
