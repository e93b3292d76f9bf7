#include "voice/desk.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

namespace relevo::voice {

void Desk::resume(const std::vector<ContactRecord>& records) {
  for (const ContactRecord& record : records) {
    Contact& contact = contacts_[record.desired.contact];
    contact.desired = record.desired;
    contact.resumed = true;
    contact.abandoned = record.abandoned;
    contact.customer_gone = record.customer_gone;
    contact.hears = sound_of(contact);
    contact.hears_since = record.hears_since;
    contact.recorded_since = record.recorded_since;
    contact.recording_told = record.recording_told;
    for (const link::DesiredLeg& leg : record.desired.legs) contact.made.insert(leg.leg);
    for (const link::Supervisor& supervisor : record.desired.supervisors) {
      contact.supervising.insert(supervisor.leg);
    }
    encode(contact.kept, record);
  }
  calls_.each([this](const Call& call) {
    if (!call.contact) return;
    Contact& contact = contacts_[call.contact];
    // By what core wanted: who took over may be kept as the supervisor that they were.
    if (contact.made.contains(call.leg)) return;
    (call.supervises ? contact.supervising : contact.made).insert(call.leg);
  });
  for (const ContactRecord& record : records) {
    const ContactId id = record.desired.contact;
    Contact& contact = contacts_.find(id)->second;
    tell_missing(contact);
    if (any_alive(contact)) {
      reconcile(id);
      continue;
    }
    // Nothing but its recording is left. Core may have closed it long ago and say no more.
    if (contact.recorded_since != Time{}) {
      media_.record(id, LegId{}, LegId{}, contact.recorded_since);
    }
    const std::set<LegId> supervising = std::exchange(contact.supervising, {});
    contact.desired.legs.clear();
    contact.desired.supervisors.clear();
    forget_if_over(id);
    for (const LegId leg : supervising) {
      calls_.release(leg, link::ReleaseCause::other_side_ended);
    }
  }
}

// The one who had it may have told nobody of its end.
void Desk::tell_missing(const Contact& contact) {
  for (const link::DesiredLeg& leg : contact.desired.legs) {
    if (leg.goal == link::Goal::release || calls_.find(leg.leg) != nullptr) continue;
    tell_missing(contact, leg.leg, link::LegEnd::failed);
  }
  for (const link::Supervisor& supervisor : contact.desired.supervisors) {
    if (calls_.find(supervisor.leg) != nullptr) continue;
    tell_missing(contact, supervisor.leg, link::LegEnd::failed);
  }
}

void Desk::tell_missing(const Contact& contact, LegId leg, link::LegEnd end) {
  link::LegEnded ended;
  ended.leg = leg;
  ended.contact = contact.desired.contact;
  ended.end = end;
  events_.on_leg_missing(ended);
}

void Desk::take(const link::Desired& desired) {
  Contact& contact = contacts_[desired.contact];
  const bool is_newer = std::tie(desired.epoch, desired.version) >
                        std::tie(contact.desired.epoch, contact.desired.version);
  const bool confirms = contact.resumed && desired.version == contact.desired.version &&
                        desired.epoch == contact.desired.epoch;
  if (contact.desired.contact && !is_newer && !confirms) return;
  contact.desired = desired;
  contact.resumed = false;
  contact.abandoned = false;
  for (const link::DesiredLeg& leg : desired.legs) {
    calls_.name_contact(leg.leg, desired.contact);
    if (contact.supervising.erase(leg.leg) != 0) contact.made.insert(leg.leg);
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

// Other media than before: whoever was bridged with it is bridged anew.
void Desk::on_audio(LegId leg) {
  const Call* call = calls_.find(leg);
  const auto found = call == nullptr ? contacts_.end() : contacts_.find(call->contact);
  if (found == contacts_.end()) return;
  if (is_bridged(found->second, leg)) unbridge(found->second);
  reconcile(call->contact);
}

Code Desk::user_of(const link::LegEnded& ended) const {
  const auto found = contacts_.find(ended.contact);
  if (found == contacts_.end()) return {};
  for (const link::DesiredLeg& leg : found->second.desired.legs) {
    if (leg.leg == ended.leg) return leg.user;
  }
  for (const link::Supervisor& supervisor : found->second.desired.supervisors) {
    if (supervisor.leg == ended.leg) return supervisor.user;
  }
  return {};
}

void Desk::on_ended(const link::LegEnded& ended) {
  const auto found = contacts_.find(ended.contact);
  if (found == contacts_.end()) return;
  Contact& contact = found->second;
  for (const link::DesiredLeg& leg : contact.desired.legs) {
    if (leg.leg == ended.leg && leg.role == link::Role::customer) contact.customer_gone = true;
  }
  if (is_bridged(contact, ended.leg)) {
    unbridge(contact);
    const auto wanted = wanted_together(contact);
    const bool by_core = std::find(wanted.begin(), wanted.end(), ended.leg) == wanted.end();
    if (!by_core) contact.abandoned = !contact.customer_gone;
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
    bring_supervisors(found->second);
    if (forget_if_over(next)) continue;
    // Before it is done: who shall hear less does not hear more behind a kill.
    keep(found->second);
    bring_sound(found->second);
    bring_mix(found->second);
    bring_recording(found->second);
    keep(found->second);
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
    if (!named) release(contact, known);
  }
}

void Desk::release(const Contact& contact, LegId leg) {
  calls_.release(leg, contact.customer_gone ? link::ReleaseCause::other_side_ended
                                            : link::ReleaseCause::withdrawn);
}

void Desk::bring_agent(Contact& contact, const link::DesiredLeg& leg) {
  const bool is_new = contact.made.insert(leg.leg).second && calls_.find(leg.leg) == nullptr;
  const bool wanted = leg.goal == link::Goal::up && !contact.customer_gone;
  calls_.take_over(leg.leg);
  if (is_new && wanted) {
    calls_.ring(contact.desired.contact, leg);
    if (leg.answer) calls_.answer_in_page(leg.leg);
  } else if (wanted && leg.answer) {
    calls_.answer_in_page(leg.leg);
  } else if (is_new && leg.goal == link::Goal::up) {
    // Only then: answering every release of a leg that is gone would go to and fro for ever.
    tell_missing(contact, leg.leg, link::LegEnd::released);
  } else if (!wanted) {
    calls_.release(leg.leg, leg.goal == link::Goal::release ? leg.cause
                                                            : link::ReleaseCause::other_side_ended);
  }
}

bool Desk::is_up(LegId leg) const {
  const Call* call = calls_.find(leg);
  if (call == nullptr || !call->has_remote) return false;
  return call->state == CallState::up || call->state == CallState::answered;
}

// With every leg gone the recording is complete; with none wanted either, the contact is over.
bool Desk::forget_if_over(ContactId id) {
  Contact& contact = contacts_.find(id)->second;
  if (any_alive(contact)) return false;
  if (contact.recorded_since != Time{} && !contact.finishing) {
    contact.finishing = true;
    media_.end_recording(id);
  }
  const auto& legs = contact.desired.legs;
  const bool all_released = std::all_of(
      legs.begin(), legs.end(), [](const auto& leg) { return leg.goal == link::Goal::release; });
  if (all_released && !contact.finishing) {
    contacts_.erase(id);
    events_.on_contact_forgotten(id);
  } else {
    keep(contact);
  }
  return true;
}

bool Desk::any_alive(const Contact& contact) const {
  return std::any_of(contact.made.begin(), contact.made.end(),
                     [this](LegId leg) { return calls_.find(leg) != nullptr; });
}

bool Desk::records() const {
  return std::any_of(contacts_.begin(), contacts_.end(),
                     [](const auto& entry) { return entry.second.recorded_since != Time{}; });
}

bool Desk::recording_told(ContactId id) const {
  const auto found = contacts_.find(id);
  return found != contacts_.end() && found->second.recording_told;
}

void Desk::on_recording_told(ContactId id) {
  const auto found = contacts_.find(id);
  if (found == contacts_.end() || found->second.recorded_since == Time{}) return;
  found->second.recording_told = true;
  keep(found->second);
}

void Desk::on_recorded(ContactId id) {
  const auto found = contacts_.find(id);
  if (found == contacts_.end()) return;
  found->second.finishing = false;
  found->second.recorded_since = {};
  found->second.recording_told = false;
  forget_if_over(id);
}

void Desk::keep(Contact& contact) {
  ContactRecord record{.desired = contact.desired,
                       .abandoned = contact.abandoned,
                       .customer_gone = contact.customer_gone,
                       .hears_since = contact.hears_since,
                       .recorded_since = contact.recorded_since,
                       .recording_told = contact.recording_told};
  Bytes bytes;
  encode(bytes, record);
  if (bytes == contact.kept) return;
  contact.kept = std::move(bytes);
  events_.on_contact(record);
}

}  // namespace relevo::voice
