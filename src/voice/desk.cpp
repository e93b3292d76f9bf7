#include "voice/desk.h"

#include <algorithm>
#include <string>

namespace relevo::voice {

void Desk::take(const link::Desired& desired) {
  Contact& contact = contacts_[desired.contact];
  if (contact.desired.version >= desired.version && contact.desired.contact) return;
  contact.desired = desired;
  contact.abandoned = false;
  for (const link::DesiredLeg& leg : desired.legs) {
    calls_.name_contact(leg.leg, desired.contact);
    if (leg.role != link::Role::customer) continue;
    contact.made.insert(leg.leg);
    if (calls_.find(leg.leg) == nullptr) contact.customer_gone = true;
  }
  reconcile(desired.contact);
}

void Desk::on_answered(LegId leg) {
  const Call* call = calls_.find(leg);
  if (call != nullptr && call->contact) reconcile(call->contact);
}

void Desk::on_ended(const link::LegEnded& ended) {
  const auto found = contacts_.find(ended.contact);
  if (found == contacts_.end()) return;
  Contact& contact = found->second;
  for (const link::DesiredLeg& leg : contact.desired.legs) {
    if (leg.leg == ended.leg && leg.role == link::Role::customer) contact.customer_gone = true;
  }
  const bool was_bridged = contact.bridged_a == ended.leg || contact.bridged_b == ended.leg;
  if (was_bridged) {
    unbridge(contact);
    contact.abandoned = !contact.customer_gone;
  }
  reconcile(ended.contact);
}

// What it does may end legs, which comes back here: then the contact is looked at once more.
void Desk::reconcile(ContactId id) {
  again_.insert(id);
  if (reconciling_) return;
  reconciling_ = true;
  while (!again_.empty()) {
    const ContactId next = *again_.begin();
    again_.erase(again_.begin());
    const auto found = contacts_.find(next);
    if (found == contacts_.end()) continue;
    bring_legs(found->second);
    if (forget_if_over(next)) continue;
    bring_sound(found->second);
    bring_recording(found->second);
  }
  reconciling_ = false;
}

void Desk::bring_legs(Contact& contact) {
  release_unnamed(contact);
  for (const link::DesiredLeg& leg : contact.desired.legs) {
    if (leg.role == link::Role::agent) {
      bring_agent(contact, leg);
    } else if (leg.goal == link::Goal::release) {
      calls_.release(leg.leg, leg.cause);
    } else {
      calls_.answer(leg.leg);
    }
  }
}

// Desired is the whole: a leg that it no longer names shall not be.
void Desk::release_unnamed(const Contact& contact) {
  const auto& legs = contact.desired.legs;
  for (const LegId known : contact.made) {
    const bool named = std::any_of(legs.begin(), legs.end(),
                                   [known](const auto& leg) { return leg.leg == known; });
    if (named) continue;
    calls_.release(known, contact.customer_gone ? link::ReleaseCause::other_side_ended
                                                : link::ReleaseCause::withdrawn);
  }
}

void Desk::bring_agent(Contact& contact, const link::DesiredLeg& leg) {
  const bool is_new = contact.made.insert(leg.leg).second && calls_.find(leg.leg) == nullptr;
  const bool wanted = leg.goal == link::Goal::up && !contact.customer_gone;
  if (is_new && wanted) {
    calls_.ring(contact.desired.contact, leg);
  } else if (is_new && leg.goal == link::Goal::up) {
    // Only then: answering every release of a leg that is gone would go to and fro for ever.
    link::LegEnded ended;
    ended.leg = leg.leg;
    ended.contact = contact.desired.contact;
    ended.end = link::LegEnd::released;
    on_never_made_(ended);
  } else if (!wanted) {
    calls_.release(leg.leg, leg.goal == link::Goal::release ? leg.cause
                                                            : link::ReleaseCause::other_side_ended);
  }
}

void Desk::bring_sound(Contact& contact) {
  const LegId a = contact.desired.bridge_a;
  const LegId b = contact.desired.bridge_b;
  const bool bridge = a && b && is_up(a) && is_up(b);
  const bool same = contact.bridged_a == a && contact.bridged_b == b;
  if (contact.bridged_a && !(bridge && same)) unbridge(contact);
  if (bridge && !same) {
    media_.bridge(a, b);
    contact.bridged_a = a;
    contact.bridged_b = b;
    logger_.info(
        "bridged",
        {{"contact", contact.desired.contact.value}, {"leg", a.value}, {"other_leg", b.value}});
  }
  for (const link::DesiredLeg& leg : contact.desired.legs) {
    const bool hears_other = contact.bridged_a == leg.leg || contact.bridged_b == leg.leg;
    if (leg.role != link::Role::customer || hears_other || !is_up(leg.leg)) continue;
    media_.hear(leg.leg, contact.abandoned ? link::Hear::hold_music : contact.desired.hear,
                std::string{contact.desired.greeting.view()},
                std::string{contact.desired.music.view()});
  }
}

void Desk::bring_recording(Contact& contact) {
  if (!contact.desired.record && !contact.recording) return;
  LegId customer;
  LegId agent;
  for (const link::DesiredLeg& leg : contact.desired.legs) {
    if (!is_up(leg.leg)) continue;
    (leg.role == link::Role::customer ? customer : agent) = leg.leg;
  }
  if (!customer && !contact.recording) return;
  media_.record(contact.desired.contact, customer, agent);
  contact.recording = true;
}

void Desk::unbridge(Contact& contact) {
  for (const LegId leg : {contact.bridged_a, contact.bridged_b}) {
    if (calls_.find(leg) != nullptr) media_.unbridge(leg);
  }
  contact.bridged_a = {};
  contact.bridged_b = {};
}

bool Desk::is_up(LegId leg) const {
  const Call* call = calls_.find(leg);
  if (call == nullptr || !call->has_remote) return false;
  return call->state == CallState::up || call->state == CallState::answered;
}

// With every leg gone the recording is complete; with none wanted either, the contact is over.
bool Desk::forget_if_over(ContactId id) {
  Contact& contact = contacts_.find(id)->second;
  const auto& legs = contact.desired.legs;
  const bool any_alive = std::any_of(contact.made.begin(), contact.made.end(),
                                     [this](LegId leg) { return calls_.find(leg) != nullptr; });
  if (any_alive) return false;
  if (contact.recording) media_.end_recording(id);
  contact.recording = false;
  const bool all_released = std::all_of(
      legs.begin(), legs.end(), [](const auto& leg) { return leg.goal == link::Goal::release; });
  if (all_released) contacts_.erase(id);
  return true;
}

}  // namespace relevo::voice
