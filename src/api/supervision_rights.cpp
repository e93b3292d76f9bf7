#include "api/supervision_rights.h"

#include <vector>

#include "api/policy.h"

namespace relevo {

namespace {

bool may_stay(const Floor& floor, const ContactRow& contact, const SupervisorRow& row) {
  const UserSetup* const user = entry_of(floor.operation().users, row.user);
  if (user == nullptr || user->retired) return false;
  const AgentSetup* const own = floor.agent_of(user->id);
  const Principal principal{
      .user = user->id, .roles = user->roles, .agent = own == nullptr ? AgentId{} : own->id};
  return may_supervise(floor.operation(), principal, contact.agent, &contact, row.mode);
}

}  // namespace

void SupervisionRights::look_after() {
  if (!is_due_) return;
  std::vector<EndSupervision> over;  // Posted behind the loop, which an answer could change.
  for (const auto& [id, contact] : floor_.board().contacts()) {
    for (const SupervisorRow& row : contact.supervisors) {
      if (!may_stay(floor_, contact, row)) over.push_back({.user = row.user, .contact = id});
    }
  }
  is_due_ = !over.empty();
  for (const EndSupervision& one : over) {
    floor_.engine().post({.command = one}, [](const Answer&) {});
  }
}

}  // namespace relevo
