// Supervisors at the desk: their legs beside a contact's own.
#include <algorithm>

#include "voice/desk.h"

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

}  // namespace relevo::voice
