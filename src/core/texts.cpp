// What people write, and who heard a recording: the log knows that, when and by whom, and no word.
#include <algorithm>

#include "core/rules.h"

namespace relevo {

namespace {

bool is_there(const State& state, AgentId id) {
  const AgentSetup* const setup = entry_of(state.operation->agents, id);
  return setup != nullptr && !setup->retired;
}

bool has(const Agent& agent, TextId message) {
  return std::find(agent.unread.begin(), agent.unread.end(), message) != agent.unread.end();
}

/// Ever, also when it is over.
bool was_there(const State& state, ContactId contact) {
  return contact && contact.value <= state.contacts_made;
}

}  // namespace

/// Rejects: contact_not_found.
Decision decide(const State& state, const AddNote& command, const Asked& asked) {
  if (!was_there(state, command.contact)) return reject(Reject::contact_not_found);
  return Events{NoteAdded{.contact = command.contact, .note = command.note, .by = asked.by}};
}

/// Whoever has no room for more is left out.
///
/// Rejects: agent_not_found, messages_full when that is all of them.
Decision decide(const State& state, const SendMessage& command, const Asked& asked) {
  Events events;
  std::vector<AgentId> agents = command.agents;
  std::sort(agents.begin(), agents.end());
  agents.erase(std::unique(agents.begin(), agents.end()), agents.end());
  if (agents.empty()) return reject(Reject::agent_not_found);
  for (const AgentId id : agents) {
    if (!is_there(state, id)) return reject(Reject::agent_not_found);
    const Agent& agent = *state.agent(id);
    if (agent.unread.size() >= messages_unread_max || has(agent, command.message)) continue;
    events.emplace_back(MessageSent{
        .message = command.message, .agent = id, .by = asked.by, .urgent = command.urgent});
  }
  if (events.empty()) return reject(Reject::messages_full);
  return events;
}

/// Rejects: agent_not_found, message_not_found.
Decision decide(const State& state, const ReadMessage& command, const Asked& /*asked*/) {
  if (!is_there(state, command.agent)) return reject(Reject::agent_not_found);
  if (!has(*state.agent(command.agent), command.message)) {
    return reject(Reject::message_not_found);
  }
  return Events{MessageRead{.message = command.message, .agent = command.agent}};
}

/// Rejects: contact_not_found.
Decision decide(const State& state, const ReadRecording& command, const Asked& asked) {
  if (!was_there(state, command.contact)) return reject(Reject::contact_not_found);
  return Events{RecordingRead{.contact = command.contact, .user = asked.by}};
}

void apply(State& state, const MessageSent& event, Time /*at*/) {
  agent_at(state, event.agent).unread.push_back(event.message);
}

void apply(State& state, const MessageRead& event, Time /*at*/) {
  std::erase(agent_at(state, event.agent).unread, event.message);
}

}  // namespace relevo
