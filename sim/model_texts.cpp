// The plain model's notes and messages, and being moved with a reason.
#include <algorithm>

#include "sim/model.h"

namespace relevo::sim {

namespace {

constexpr std::size_t unread_at_most = 50;
constexpr std::size_t reasons_at_most = 50;  // Behind those.

}  // namespace

Reject Model::take(const ForceState& command, UserId by) {
  Agent* agent = agent_of(command.agent);
  if (agent == nullptr || operation_.agents[command.agent.value - 1].retired) {
    return Reject::agent_not_found;
  }
  if (agent->state == AgentState::offline) return Reject::agent_offline;
  if (is_private(*agent, command.agent, by)) return Reject::personal_break;
  if (agent->contact) return Reject::agent_busy;
  const AgentState to = command.state == ForcedTo::ready     ? AgentState::ready
                        : command.state == ForcedTo::offline ? AgentState::offline
                                                             : AgentState::off_phone_work;
  if (agent->unread.size() >= unread_at_most + reasons_at_most) return Reject::messages_full;
  if (agent->state != to) {
    if (to == AgentState::ready && is_supervising(command.agent)) return Reject::supervising;
    if (to == AgentState::ready && agent->devices == 0) return Reject::agent_unreachable;
    if (to == AgentState::offline) agent->hand = false;
    change(*agent, to);
  }
  agent->unread.insert(command.reason);
  return Reject::none;
}

Reject Model::take(const AddNote& command) {
  const auto number = command.contact.value;
  return number >= 1 && number <= contacts_made_ ? Reject::none : Reject::contact_not_found;
}

Reject Model::take(const ReadRecording& command) {
  return take(AddNote{.contact = command.contact});
}

Reject Model::take(const SendMessage& command) {
  std::set<Agent*> with_room;
  for (const AgentId id : command.agents) {
    Agent* agent = agent_of(id);
    if (agent == nullptr || operation_.agents[id.value - 1].retired) {
      return Reject::agent_not_found;
    }
    if (agent->unread.size() < unread_at_most) with_room.insert(agent);
  }
  if (with_room.empty()) return Reject::messages_full;
  for (Agent* agent : with_room) agent->unread.insert(command.message);
  return Reject::none;
}

Reject Model::take(const ReadMessage& command) {
  Agent* agent = agent_of(command.agent);
  if (agent == nullptr || operation_.agents[command.agent.value - 1].retired) {
    return Reject::agent_not_found;
  }
  return agent->unread.erase(command.message) == 1 ? Reject::none : Reject::message_not_found;
}

}  // namespace relevo::sim
