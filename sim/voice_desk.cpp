// Voice's desk: brings the legs to what core wants, and carries out its standing orders.
#include <algorithm>
#include <utility>

#include "sim/voice.h"

namespace relevo::sim {

Result<void> Voice::take(const link::Desired& desired) {
  if (!in_touch_since_) in_touch_since_ = schedule_.now();
  Contact& contact = contacts_[desired.contact];
  const std::pair known{contact.desired.epoch, contact.desired.version};
  if (contact.desired.contact && known >= std::pair{desired.epoch, desired.version}) return {};
  contact.desired = desired;
  for (const link::DesiredLeg& wanted : desired.legs) {
    const auto leg = legs_.find(wanted.leg);
    if (leg != legs_.end()) leg->second.contact = desired.contact;
    if (wanted.role != link::Role::customer) continue;
    contact.made.insert(wanted.leg);
    if (leg == legs_.end()) contact.customer_gone = true;
  }
  // After a resumed session these are known by their contact alone.
  for (const auto& [id, leg] : legs_) {
    if (leg.contact == desired.contact) contact.made.insert(id);
  }
  bring(desired.contact);
  return {};
}

// What it does may end legs, which comes back here: then the contact is looked at once more.
void Voice::bring(ContactId id) {
  again_.insert(id);
  if (std::exchange(bringing_, true)) return;
  while (!again_.empty()) {
    const ContactId next = *again_.begin();
    again_.erase(again_.begin());
    const auto found = contacts_.find(next);
    if (found == contacts_.end()) continue;
    bring_legs(next, found->second);
    bring_supervisors(next, found->second);
    if (forget_if_over(next)) continue;
    bring_bridge(found->second);
    bring_recording(next, found->second);
  }
  bringing_ = false;
}

void Voice::bring_legs(ContactId id, Contact& contact) {
  const auto wanted_legs = contact.desired.legs;
  const auto beside = contact.desired.supervisors;
  const auto known = contact.made;
  for (const LegId leg : known) {
    const bool named = std::any_of(wanted_legs.begin(), wanted_legs.end(), [&](const auto& wanted) {
      return wanted.leg == leg && wanted.goal == link::Goal::up;
    });
    const bool supervises = std::any_of(beside.begin(), beside.end(),
                                        [leg](const auto& one) { return one.leg == leg; });
    if (!named && !supervises) end_leg(leg, link::LegEnd::released);
  }
  for (const link::DesiredLeg& wanted : wanted_legs) {
    if (wanted.goal != link::Goal::up) continue;
    if (wanted.role == link::Role::customer) {
      answer(wanted.leg);
    } else if (contact.customer_gone && legs_.contains(wanted.leg)) {
      end_leg(wanted.leg, link::LegEnd::released);
    } else if (contact.made.insert(wanted.leg).second && !legs_.contains(wanted.leg)) {
      if (contact.customer_gone) {
        fact(link::LegEnded{.leg = wanted.leg, .contact = id, .end = link::LegEnd::released});
      } else {
        ring(id, wanted);
      }
    }
    if (wanted.answer) answer_in_page(wanted.leg);
  }
}

/// Up at once, where their user has a page; a quarter has none.
void Voice::bring_supervisors(ContactId id, Contact& contact) {
  const auto wanted = contact.desired.supervisors;
  for (const link::Supervisor& one : wanted) {
    if (contact.customer_gone && legs_.contains(one.leg)) {
      end_leg(one.leg, link::LegEnd::released);
    } else if (contact.made.insert(one.leg).second && !legs_.contains(one.leg)) {
      if (contact.customer_gone || supervisor_chance_.percent(25)) {
        fact(link::LegEnded{.leg = one.leg, .contact = id, .end = link::LegEnd::unregistered});
        continue;
      }
      legs_[one.leg] = {.contact = id,
                        .role = link::Role::agent,
                        .user = one.user,
                        .up = true,
                        .since = schedule_.now()};
      fact(link::LegAnswered{one.leg});
    }
  }
}

void Voice::ring(ContactId id, const link::DesiredLeg& wanted) {
  const LegId leg = wanted.leg;
  const Devices devices = devices_[wanted.user];
  if (devices.all == 0) {
    fact(link::LegEnded{.leg = leg, .contact = id, .end = link::LegEnd::unregistered});
    return;
  }
  if (!has_media()) {
    fact(link::LegEnded{.leg = leg, .contact = id, .end = link::LegEnd::failed});
    return;
  }
  legs_[leg] = {.contact = id,
                .role = link::Role::agent,
                .user = wanted.user,
                .in_page = devices.pages > 0,
                .since = schedule_.now()};
  trace_.say("voice", leg.value, [&] {
    return "leg " + std::to_string(leg.value) + " rings at " + std::string(wanted.user.view());
  });
  // A page shows the offer by itself.
  const bool at_phone = devices.all > devices.pages;
  schedule_.after(chance_.between(milliseconds(20), milliseconds(400)),
                  [this, leg, at_phone, session = session_] {
                    if (!at_phone) return;
                    if (!up_ || session != session_ || !legs_.contains(leg) || is_up(leg)) return;
                    fact(link::LegRinging{leg});
                    people_.on_ringing(leg, legs_[leg].user);
                  });
  if (wanted.ring_for.us == 0) return;
  schedule_.after(wanted.ring_for, [this, leg, session = session_] {
    const bool rings = up_ && session == session_ && legs_.contains(leg) && !is_up(leg);
    if (rings) end_leg(leg, link::LegEnd::no_answer);
  });
}

void Voice::answer_in_page(LegId leg) {
  const auto found = legs_.find(leg);
  if (found != legs_.end() && found->second.in_page) answer(leg);
}

bool Voice::has_media() {
  if (no_media_ > 0 && chance_.per_mille(no_media_)) {
    no_media_until_ = schedule_.now() + chance_.between(milliseconds(100), seconds(30));
  }
  return schedule_.now() >= no_media_until_;
}

void Voice::bring_bridge(Contact& contact) {
  const LegId a = contact.desired.bridge_a;
  const LegId b = contact.desired.bridge_b;
  const bool bridge = a && b && is_up(a) && is_up(b);
  const bool same = contact.bridged_a == a && contact.bridged_b == b;
  if (contact.bridged_a && !(bridge && same)) unbridge(contact);
  if (!bridge || same) return;
  contact.bridged_a = a;
  contact.bridged_b = b;
  legs_[a].bridged = legs_[b].bridged = true;
  trace_.say("voice", b.value, [&] {
    return "legs " + std::to_string(a.value) + " and " + std::to_string(b.value) +
           " hear each other";
  });
  people_.on_bridged(a, b, legs_[b].user);
}

void Voice::unbridge(Contact& contact) {
  const LegId customer = std::exchange(contact.bridged_a, LegId{});
  const LegId agent = std::exchange(contact.bridged_b, LegId{});
  for (const LegId leg : {customer, agent}) {
    const auto found = legs_.find(leg);
    if (found != legs_.end()) found->second.bridged = false;
  }
  if (legs_.contains(customer)) people_.on_unbridged(customer);
}

void Voice::bring_recording(ContactId id, Contact& contact) {
  if (!contact.desired.record || contact.recording) return;
  const bool any_up = std::any_of(contact.made.begin(), contact.made.end(),
                                  [this](LegId leg) { return is_up(leg); });
  if (!any_up) return;
  contact.recording = true;
  contact.recording_since = schedule_.now();
  fact(link::RecordingStarted{id});
}

/// A leg is gone: a customer's end releases the agents, without asking core.
void Voice::end_leg(LegId id, link::LegEnd how) {
  const auto found = legs_.find(id);
  if (found == legs_.end()) return;
  const Leg leg = found->second;
  legs_.erase(found);
  trace_.say("voice", id.value, [&] {
    return "leg " + std::to_string(id.value) + " ends: " + std::to_string(static_cast<int>(how));
  });
  if (how == link::LegEnd::unreachable || how == link::LegEnd::media_lost) heard_.erase(leg.user);
  if (up_) fact(link::LegEnded{.leg = id, .contact = leg.contact, .end = how});
  people_.on_ended(id, leg.user);
  const auto contact = contacts_.find(leg.contact);
  if (contact == contacts_.end()) return;
  if (leg.role == link::Role::customer) contact->second.customer_gone = true;
  if (contact->second.bridged_a == id || contact->second.bridged_b == id) {
    unbridge(contact->second);
  }
  bring(leg.contact);
}

bool Voice::forget_if_over(ContactId id) {
  const auto found = contacts_.find(id);
  if (found == contacts_.end()) return true;
  Contact& contact = found->second;
  const bool any_alive = std::any_of(contact.made.begin(), contact.made.end(),
                                     [this](LegId leg) { return legs_.contains(leg); });
  if (any_alive) return false;
  if (std::exchange(contact.recording, false)) {
    fact(link::RecordingEnded{
        .contact = id, .length = schedule_.now() - contact.recording_since, .complete = true});
  }
  const auto& legs = contact.desired.legs;
  const bool all_released = std::all_of(
      legs.begin(), legs.end(), [](const auto& leg) { return leg.goal == link::Goal::release; });
  if (all_released) contacts_.erase(found);
  return true;
}

}  // namespace relevo::sim
