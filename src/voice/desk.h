// Brings the world to what core wants for each contact, and knows the standing orders.
#pragma once

#include <map>
#include <set>
#include <vector>

#include "base/bytes.h"
#include "base/logger.h"
#include "link/messages.h"
#include "voice/contact_record.h"
#include "voice/floor.h"
#include "voice/media/media.h"
#include "voice/sip/calls.h"

namespace relevo::voice {

/// What the desk tells. Called on the SIP thread.
class DeskEvents {
 public:
  virtual ~DeskEvents() = default;
  /// A leg that core wants is not there and will not be: it was never rung, or it was lost with
  /// the process that had it.
  virtual void on_leg_missing(const link::LegEnded& ended) = 0;
  /// Resuming the contact would need another record than before.
  virtual void on_contact(const ContactRecord& record) = 0;
  virtual void on_contact_forgotten(ContactId contact) = 0;
};

/// SIP thread only.
class Desk {
 public:
  Desk(Calls& calls, Media& media, DeskEvents& events, Logger& logger)
      : calls_(calls), media_(media), events_(events), logger_(logger) {}

  /// Goes on with what a process that died was told, as far as its legs were resumed: who heard
  /// whom does so again, without core, and supervisors hear; they are heard once core has said
  /// again as what. Legs that are missing are told. Once, before anything else, behind
  /// Calls::resume; legs of no contact in `records` wait for core's word.
  void resume(const std::vector<ContactRecord>& records);

  /// Takes the whole of what a contact should be. Older versions are ignored.
  void take(const link::Desired& desired);

  /// A leg is up: whoever should hear it does, without asking core.
  void on_answered(LegId leg);

  /// A leg that is up has audio again, or has none for now: meanwhile the customer hears music.
  void on_audio(LegId leg);

  /// A leg is gone: a customer's end releases the agents, an agent's end leaves the other two of a
  /// conference hearing each other, and else the customer on hold music until core says more.
  void on_ended(const link::LegEnded& ended);

  /// Whether core has that the contact's recording began.
  bool recording_told(ContactId contact) const;

  /// It has: no process to come tells it again.
  void on_recording_told(ContactId contact);

  /// Whose phone the leg was to ring, or nobody's.
  Code user_of(const link::LegEnded& ended) const;

  /// The contact's recording is complete.
  void on_recorded(ContactId contact);

  /// Whether any file of a recording is not complete yet.
  bool records() const;

  std::size_t contacts() const { return contacts_.size(); }

 private:
  struct Sound {
    link::Hear what = link::Hear::nothing;
    Text<96> greeting;
    Text<96> music;

    friend bool operator==(const Sound&, const Sound&) = default;
  };
  struct Contact {
    link::Desired desired;
    std::set<LegId> made;         // Every leg it ever had: an agent's is never made a second time.
    std::set<LegId> supervising;  // The same of supervisors' legs, for which it does not live on.
    // Who hear each other now: none, two who are bridged, or a third with them.
    std::vector<LegId> bridged;
    LegId rings_back;        // Of an agent who hears that a second one is rung.
    bool mixed = false;      // Somebody hears more than their peer.
    bool resumed = false;    // Core may have asked for less since: see Desk::resume.
    bool abandoned = false;  // An agent in the bridge is gone and core has not spoken since.
    bool customer_gone = false;
    Sound hears;       // What the customer hears from us,
    Time hears_since;  // and since when; both times as in ContactRecord.
    Time recorded_since;
    bool recording_told = false;
    bool finishing = false;  // The recording is over and not yet complete.
    Bytes kept;              // The last record that was told.
  };

  void reconcile(ContactId id);
  void bring_legs(Contact& contact);
  void release_unnamed(const Contact& contact);
  void release(const Contact& contact, LegId leg);
  void bring_agent(Contact& contact, const link::DesiredLeg& leg);
  // desk_sound.cpp
  void bring_sound(Contact& contact);
  void bring_bridge(Contact& contact);
  void bring_ringback(Contact& contact);
  void bring_music(Contact& contact, LegId customer);
  static Sound sound_of(const Contact& contact);
  void bring_mix(Contact& contact);
  Floor floor_of(const Contact& contact) const;
  void bring_recording(Contact& contact);
  void unbridge(Contact& contact);
  static bool is_bridged(const Contact& contact, LegId leg);
  static std::vector<LegId> wanted_together(const Contact& contact);
  // desk_supervisors.cpp
  void bring_supervisors(Contact& contact);
  void bring_supervisor(Contact& contact, const link::Supervisor& supervisor, bool wanted);

  bool is_up(LegId leg) const;
  bool any_alive(const Contact& contact) const;
  bool forget_if_over(ContactId id);
  void tell_missing(const Contact& contact);
  void tell_missing(const Contact& contact, LegId leg, link::LegEnd end);
  void keep(Contact& contact);

  Calls& calls_;
  Media& media_;
  DeskEvents& events_;
  Logger& logger_;
  std::map<ContactId, Contact> contacts_;
  bool reconciling_ = false;
  std::set<ContactId> again_;  // Changed while the world was being brought there.
};

}  // namespace relevo::voice
