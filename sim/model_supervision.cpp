// The plain model's supervisors: who is beside which conversation.
#include <algorithm>

#include "sim/model.h"

namespace relevo::sim {

namespace {

constexpr std::ptrdiff_t beside_one = 4;

}  // namespace

Reject Model::supervise(const Supervise& command, UserId by) {
  const auto own = beside_.find(by);
  if (command.mode == SuperviseMode::off) {
    const bool there =
        own != beside_.end() && contacts_.at(own->second.contact).agent == command.agent;
    if (there) beside_.erase(own);
    return there ? Reject::none : Reject::not_supervising;
  }
  const AgentSetup* const agent = entry_of(operation_.agents, command.agent);
  if (agent == nullptr || agent->retired) return Reject::agent_not_found;
  const UserSetup* const user = entry_of(operation_.users, by);
  if (user == nullptr || user->retired) return Reject::user_not_found;
  if (agent->user == by) return Reject::own_contact;
  const auto found = contacts_.find(command.contact);
  const bool talks =
      found != contacts_.end() && found->second.agent == command.agent &&
      (found->second.state == ContactState::connected || found->second.state == ContactState::held);
  if (!talks) return Reject::agent_not_connected;
  if (own != beside_.end() && own->second.contact == command.contact) {
    own->second.mode = command.mode;
    return Reject::none;
  }
  const auto there = std::count_if(beside_.begin(), beside_.end(), [&](const auto& entry) {
    return entry.second.contact == command.contact;
  });
  if (is_at_work(by)) return Reject::own_agent_at_work;
  if (there >= beside_one) return Reject::supervisors_full;
  if (command.why == SuperviseWhy::none) return Reject::why_missing;
  beside_[by] = {.contact = command.contact, .leg = {++legs_made_}, .mode = command.mode};
  return Reject::none;
}

/// Who has one phone for both hears nobody's conversation while a contact may come to them.
bool Model::is_at_work(UserId user) const {
  for (const AgentSetup& setup : operation_.agents) {
    if (setup.retired || setup.user != user) continue;
    const AgentState state = agents_[setup.id.value - 1].state;
    if (state != AgentState::offline && state != AgentState::off_phone_work &&
        state != AgentState::break_ && state != AgentState::missed) {
      return true;
    }
  }
  return false;
}

bool Model::is_supervising(AgentId agent) const {
  return beside_.contains(operation_.agents[agent.value - 1].user);
}

/// Gives whether the leg was a supervisor's.
bool Model::beside_gone(LegId leg) {
  return std::erase_if(beside_, [&](const auto& entry) { return entry.second.leg == leg; }) > 0;
}

void Model::beside_joins(LegId leg) {
  for (auto& [user, one] : beside_) one.joined = one.joined || one.leg == leg;
}

/// Nobody listens who is not here.
void Model::leaves_the_door(UserId user) {
  const bool is_here = std::any_of(sessions_.begin(), sessions_.end(),
                                   [&](const auto& entry) { return entry.second.user == user; });
  if (!is_here) beside_.erase(user);
}

/// The conversation is over.
void Model::all_leave(ContactId id) {
  std::erase_if(beside_, [&](const auto& entry) { return entry.second.contact == id; });
}

std::string Model::supervisors_differ(const Ledger& ledger) const {
  std::size_t told = 0;
  for (const auto& [id, page] : ledger.contacts()) {
    for (const auto& [user, mode] : page.supervisors) {
      const auto found = beside_.find(user);
      const bool same =
          found != beside_.end() && found->second.contact == id && found->second.mode == mode;
      if (!same) return "user " + std::to_string(user.value) + " supervises otherwise";
      ++told;
    }
  }
  return told == beside_.size() ? std::string{} : "somebody should still supervise";
}

}  // namespace relevo::sim
