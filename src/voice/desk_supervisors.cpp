// Supervisors at the desk: their legs beside a contact's own, and who hears whom then.
#include <algorithm>

#include "voice/desk.h"
#include "voice/floor.h"

namespace relevo::voice {

// They end with the customer, or with the last that there is to be heard.
void Desk::bring_supervisors(Contact& contact) {
  const auto& wanted = contact.desired.supervisors;
  for (const LegId known : contact.supervising) {
    const bool named = std::any_of(wanted.begin(), wanted.end(),
                                   [known](const auto& one) { return one.leg == known; });
    if (!named) release(contact, known);
  }
  const bool goes_on = !contact.customer_gone && any_alive(contact);
  for (const link::Supervisor& supervisor : wanted) bring_supervisor(contact, supervisor, goes_on);
}

void Desk::bring_supervisor(Contact& contact, const link::Supervisor& supervisor, bool wanted) {
  const LegId leg = supervisor.leg;
  const bool is_new = contact.supervising.insert(leg).second && calls_.find(leg) == nullptr;
  if (!wanted) {
    calls_.release(leg, link::ReleaseCause::other_side_ended);
    if (is_new) tell_missing(contact, leg, link::LegEnd::released);
  } else if (is_new) {
    calls_.supervise(contact.desired.contact, supervisor);
  }
}

// Said anew each time: a leg that had no audio for a while has left the mix.
void Desk::bring_mix(Contact& contact) {
  Floor floor{.agent = agent_of(contact)};
  const bool bridged = contact.bridged_a == floor.agent || contact.bridged_b == floor.agent;
  if (floor.agent && bridged) {
    floor.customer = contact.bridged_a == floor.agent ? contact.bridged_b : contact.bridged_a;
  }
  for (const link::Supervisor& supervisor : contact.desired.supervisors) {
    if (!is_up(supervisor.leg)) continue;
    floor.supervisors.push_back(supervisor);
    if (contact.resumed) floor.supervisors.back().mode = link::Supervise::listen;
  }
  const auto legs = who_hears_whom(floor);
  if (!legs.empty() || contact.mixed) media_.confer(contact.desired.contact, legs);
  contact.mixed = !legs.empty();
}

// The one in the bridge, if there is a bridge; as in the recording.
LegId Desk::agent_of(const Contact& contact) const {
  LegId agent;
  for (const link::DesiredLeg& leg : contact.desired.legs) {
    if (leg.role != link::Role::agent || !is_up(leg.leg)) continue;
    agent = leg.leg;
    if (contact.bridged_a == agent || contact.bridged_b == agent) break;
  }
  return agent;
}

}  // namespace relevo::voice
