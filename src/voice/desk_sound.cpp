// Who hears whom and what in a contact, and what of it is recorded.
#include <algorithm>
#include <string>
#include <utility>

#include "voice/desk.h"
#include "voice/media/audio_clock.h"

namespace relevo::voice {

namespace {

bool is_customer(const link::Desired& desired, LegId leg) {
  return std::any_of(desired.legs.begin(), desired.legs.end(), [leg](const auto& one) {
    return one.leg == leg && one.role == link::Role::customer;
  });
}

}  // namespace

// In core's order: the customer, if they are among them, and the agent who has the contact first.
std::vector<LegId> Desk::wanted_together(const Contact& contact) {
  std::vector<LegId> legs;
  const link::Desired& desired = contact.desired;
  for (const LegId leg : {desired.bridge_a, desired.bridge_b, desired.bridge_c}) {
    if (leg) legs.push_back(leg);
  }
  return legs;
}

bool Desk::is_bridged(const Contact& contact, LegId leg) {
  return std::find(contact.bridged.begin(), contact.bridged.end(), leg) != contact.bridged.end();
}

void Desk::bring_sound(Contact& contact) {
  bring_bridge(contact);
  bring_ringback(contact);
  for (const link::DesiredLeg& leg : contact.desired.legs) {
    if (leg.role != link::Role::customer || is_bridged(contact, leg.leg) || !is_up(leg.leg)) {
      continue;
    }
    bring_music(contact, leg.leg);
  }
}

// Two are bridged; a third one hears and is heard by the mix.
void Desk::bring_bridge(Contact& contact) {
  std::vector<LegId> together = wanted_together(contact);
  std::erase_if(together, [this](LegId leg) { return !is_up(leg); });
  if (together.size() < 2) together.clear();
  if (contact.bridged == together) return;
  const bool same_two = contact.bridged.size() >= 2 && together.size() >= 2 &&
                        contact.bridged[0] == together[0] && contact.bridged[1] == together[1];
  if (!same_two) unbridge(contact);
  contact.bridged = together;
  if (together.empty()) return;
  if (!same_two) media_.bridge(together[0], together[1]);
  for (const LegId leg : together) {
    if (is_customer(contact.desired, leg)) contact.hears_since = {};
  }
  logger_.info("bridged", {{"contact", contact.desired.contact.value},
                           {"leg", together[0].value},
                           {"other_leg", together[1].value},
                           {"third_leg", together.size() < 3 ? 0 : together[2].value}});
}

// An agent who waits for another hears a telephone ring, as who calls somebody does.
void Desk::bring_ringback(Contact& contact) {
  const LegId waits = contact.desired.bridge_a;
  const Call* const rung = calls_.find(contact.desired.bridge_b);
  const bool rings = rung != nullptr && rung->state == CallState::ringing && is_up(waits) &&
                     !is_customer(contact.desired, waits);
  const LegId before = std::exchange(contact.rings_back, rings ? waits : LegId{});
  if (rings) {
    media_.ring_back(waits);
  } else if (before && is_up(before)) {
    media_.hear(before, link::Hear::nothing, "", "", {});
  }
}

Desk::Sound Desk::sound_of(const Contact& contact) {
  return {.what = contact.abandoned ? link::Hear::hold_music : contact.desired.hear,
          .greeting = contact.desired.greeting,
          .music = contact.desired.music};
}

void Desk::bring_music(Contact& contact, LegId customer) {
  const Sound sound = sound_of(contact);
  if (contact.hears_since == Time{} || !(contact.hears == sound)) {
    contact.hears = sound;
    contact.hears_since = monotonic_now();
  }
  media_.hear(customer, sound.what, std::string{sound.greeting.view()},
              std::string{sound.music.view()}, contact.hears_since);
}

// Said anew each time: a leg that had no audio for a while has left the mix.
void Desk::bring_mix(Contact& contact) {
  Floor floor = floor_of(contact);
  for (const link::Supervisor& supervisor : contact.desired.supervisors) {
    if (!is_up(supervisor.leg)) continue;
    floor.supervisors.push_back(supervisor);
    if (contact.resumed) floor.supervisors.back().mode = link::Supervise::listen;
  }
  const auto legs = who_hears_whom(floor);
  if (!legs.empty() || contact.mixed) media_.confer(contact.desired.contact, legs);
  contact.mixed = !legs.empty();
}

// Without supervisors. Who has the contact is the first agent of the bridge, also while they are
// not up: a whisper to them is for nobody else. On hold there is no bridge.
Floor Desk::floor_of(const Contact& contact) const {
  Floor floor;
  bool agent_known = false;
  for (const LegId leg : wanted_together(contact)) {
    if (is_customer(contact.desired, leg)) {
      if (is_bridged(contact, leg)) floor.customer = leg;
      continue;
    }
    LegId& place = std::exchange(agent_known, true) ? floor.second : floor.agent;
    if (is_up(leg)) place = leg;
  }
  if (agent_known) return floor;
  const auto& legs = contact.desired.legs;
  const auto alone = std::find_if(legs.begin(), legs.end(), [this](const auto& leg) {
    return leg.role == link::Role::agent && is_up(leg.leg);
  });
  if (alone != legs.end()) floor.agent = alone->leg;
  return floor;
}

// What two agents say to each other alone is none of the conversation.
void Desk::bring_recording(Contact& contact) {
  const bool recorded = contact.recorded_since != Time{};
  if (!contact.desired.record && !recorded) return;
  LegId customer;
  for (const link::DesiredLeg& leg : contact.desired.legs) {
    if (leg.role == link::Role::customer && is_up(leg.leg)) customer = leg.leg;
  }
  if (!customer && !recorded) return;
  if (!recorded) contact.recorded_since = monotonic_now();
  const auto wanted = wanted_together(contact);
  const bool consults =
      !wanted.empty() && std::none_of(wanted.begin(), wanted.end(),
                                      [&](LegId leg) { return is_customer(contact.desired, leg); });
  LegId agent;
  if (!consults) {
    const Floor floor = floor_of(contact);
    agent = floor.agent ? floor.agent : floor.second;
  }
  media_.record(contact.desired.contact, customer, agent, contact.recorded_since);
}

void Desk::unbridge(Contact& contact) {
  for (const LegId leg : contact.bridged) {
    if (calls_.find(leg) != nullptr) media_.unbridge(leg);
  }
  contact.bridged.clear();
}

}  // namespace relevo::voice
