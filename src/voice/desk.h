// Brings the world to what core wants for each contact, and knows the standing orders.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <utility>

#include "base/logger.h"
#include "link/messages.h"
#include "voice/media/media.h"
#include "voice/sip/calls.h"

namespace relevo::voice {

/// SIP thread only.
class Desk {
 public:
  /// `on_never_made` hears of legs that core asked for and that were never rung.
  using LegEndTaker = std::function<void(const link::LegEnded&)>;

  Desk(Calls& calls, Media& media, Logger& logger, LegEndTaker on_never_made)
      : calls_(calls), media_(media), logger_(logger), on_never_made_(std::move(on_never_made)) {}

  /// Takes the whole of what a contact should be. Older versions are ignored.
  void take(const link::Desired& desired);

  /// A leg is up: whoever should hear it does, without asking core.
  void on_answered(LegId leg);

  /// A leg is gone: a customer's end releases the agents, an agent's end puts the customer on
  /// hold music until core says more.
  void on_ended(const link::LegEnded& ended);

  std::size_t contacts() const { return contacts_.size(); }

 private:
  struct Contact {
    link::Desired desired;
    std::set<LegId> made;  // Every leg it ever had: an agent's is never made a second time.
    LegId bridged_a;       // Who hears whom now.
    LegId bridged_b;
    bool abandoned = false;  // The agent in the bridge is gone and core has not spoken since.
    bool customer_gone = false;
    bool recording = false;
  };

  void reconcile(ContactId id);
  void bring_legs(Contact& contact);
  void release_unnamed(const Contact& contact);
  void bring_agent(Contact& contact, const link::DesiredLeg& leg);
  void bring_sound(Contact& contact);
  void bring_recording(Contact& contact);
  void unbridge(Contact& contact);
  bool is_up(LegId leg) const;
  bool forget_if_over(ContactId id);

  Calls& calls_;
  Media& media_;
  Logger& logger_;
  LegEndTaker on_never_made_;
  std::map<ContactId, Contact> contacts_;
  bool reconciling_ = false;
  std::set<ContactId> again_;  // Changed while the world was being brought there.
};

}  // namespace relevo::voice
