// One leg's signalling: its dialog, its session, and how far it has come.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/id.h"
#include "link/messages.h"
#include "voice/media/stream_mark.h"
#include "voice/sip/loop.h"
#include "voice/sip/sdp.h"

namespace relevo::voice {

class Calls;

enum class CallState : std::uint8_t {
  arrived,   // Customer: its INVITE waits on 100.
  answered,  // Customer: our 200 is out, its ACK is not there yet.
  ringing,   // Agent: INVITEs are out to the devices.
  up,
};

/// One device of an agent's leg that is being rung. It outlives its call while a CANCEL is on its
/// way, so that a 200 that crosses it is still acknowledged and ended.
struct Branch {
  Calls* calls = nullptr;
  LegId leg;  // Zero: the call is over or was answered elsewhere.
  nta_leg_t* dialog = nullptr;
  nta_outgoing_t* invite = nullptr;
  std::string next_hop;
  std::string device;            // The contact that is rung,
  std::string registration;      // and the Call-ID of its REGISTERs,
  std::uint32_t registered = 0;  // and the CSeq of the last one.
  bool heard = false;            // Any response at all.
  bool finished = false;
  std::unique_ptr<Timer> deaf;  // Runs out when the device does not answer at all.
};

struct Call {
  LegId leg;
  link::Role role = link::Role::customer;
  CallState state = CallState::arrived;
  Calls* calls = nullptr;
  ContactId contact;  // Zero until core names it.

  nta_leg_t* dialog = nullptr;
  nta_incoming_t* invite = nullptr;    // Customer: the first INVITE, until its ACK.
  nta_incoming_t* reinvite = nullptr;  // A later one of theirs, until its ACK.
  nta_outgoing_t* won = nullptr;       // Agent: the INVITE that was answered.
  std::vector<Branch*> branches;       // Agent, while ringing.
  nta_outgoing_t* probe = nullptr;     // OPTIONS on its way,
  std::unique_ptr<Timer> probe_limit;  // and how long its answer is waited for.
  int silences_without_path = 0;       // None was sent: there was no way to.
  bool in_page = false;  // Agent: it rings in a page of the console too, and once up it is there.
  LegId page;            // Whose media it has there; zero while the page cannot be heard.
  bool supervises = false;     // Agent: a supervisor's, beside the contact's agents.
  bool answer_wanted = false;  // The agent has accepted, and waits for the page.
  bool tcp = false;
  std::string connection;        // Customer over TCP: where its INVITE came from, as Source::uri().
  Time rung_at;                  // Agent: when its devices were rung,
  std::string user;              // as whom they are registered,
  std::string device;            // the contact of the one that answered,
  std::string registration;      // and the Call-ID of its REGISTERs,
  std::uint32_t registered = 0;  // and the CSeq of the last one whose way was taken.
  std::string call_id;
  std::string local_party;  // Ours and theirs of From and To, with tags: a dialog's identity.
  std::string remote_party;
  std::string next_hop;    // Devices: the way they came from last. Trunks: empty, the target rules.
  bool path_lost = false;  // next_hop was a connection that has ended.
  std::string arrival;     // Customer, while arrived: its INVITE as far as a response needs it.
  Time since;              // Customer: when its INVITE came,
  Text<32> dialed;         // and until core has named a contact what its CallArrived said:
  Text<64> caller;         // personal data.

  LocalDescription local;
  RemoteDescription remote;
  bool has_remote = false;
  bool offer_pending = false;  // Our offer stands in a 200 and its answer comes with the ACK.
  bool held = false;
  bool hold_untold = false;  // Core may not have it.
  StreamMark stream;

  bool release_wanted = false;  // As soon as the ACK allows a BYE.
  link::ReleaseCause release_cause = link::ReleaseCause::none;
  link::LegEnd branch_end = link::LegEnd::unreachable;  // The best reason of the devices so far.
  std::uint16_t branch_status = 0;
  bool ringing_told = false;
  std::unique_ptr<Timer> limit;  // Core's answer, ring_for, or a missing ACK: one at a time.
};

/// Where a request of ours in the call's dialog goes; null: as its route and target say.
inline const url_string_t* way_of(const Call& call) {
  // What a dialog over a connection names as its target is often that connection's far end.
  const std::string& way = call.path_lost ? call.device : call.next_hop;
  return way.empty() ? nullptr : URL_STRING_MAKE(way.c_str());
}

}  // namespace relevo::voice
