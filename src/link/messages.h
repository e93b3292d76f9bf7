// What core and voice say to each other. The link's own words: no queue, no agent, no rule.
//
// core -> voice  Welcome, Accounts, Desired, Refused, FactsTaken, PhoneOffer, PhoneGone,
//                PhoneUnwatched
// voice -> core  Hello, Fact, LegsReport, VoiceFigures, PhoneTold
//
// Core says what should be: for each contact the whole desired state. Voice brings the world
// there, carries out standing orders by itself, and reports what happened as numbered facts, which
// it keeps until core says that they are durable. A message is one frame; see link/frame.h.
//
// During an upgrade an old voice speaks with a new core, or the other way round. Ends of one
// version understand each other; of two versions they refuse each other at the greeting. Under one
// version there may be added:
//   a field that, left out, means what it was before: the older end skips it, and sends none;
//   a message of a new kind that may get lost: the older end ignores it.
// All else raises the version: a new kind of fact, a value of an enum that was there, another
// meaning, something that must be understood. Nothing is ever removed, renumbered or reused.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "base/id.h"
#include "base/text.h"
#include "base/time.h"

namespace relevo::link {

inline constexpr std::uint32_t protocol_version = 1;
inline constexpr std::size_t legs_of_contact_max = 8;
inline constexpr std::size_t supervisors_max = 4;
inline constexpr std::size_t sdp_bytes_max = 8192;

// ---- core -> voice --------------------------------------------------------------------------

/// First message of core on a new connection. Voice refuses an epoch lower than the highest seen.
struct Welcome {
  std::uint32_t version = protocol_version;
  std::uint64_t epoch = 0;
  std::uint64_t facts_taken = 0;  // Highest number of this voice session that is durable.
};

/// A device's right to register: digest user name and HA1 = MD5(user:realm:secret), 32 hex digits.
struct Account {
  Code user;
  Text<32> ha1;
};

/// Everything that may register, and the addresses from which calls are taken without digest.
/// Replaces what was sent before; sent once after Welcome and at each change.
struct Accounts {
  std::vector<Account> accounts;
  std::vector<Text<64>> trunks;         // IP addresses, or prefixes as `10.1.0.0/16`.
  std::vector<Text<32>> first_numbers;  // Dialed numbers whose callers are turned away last.
};

/// Who this leg is inside the contact. Recordings: customer left, agent right.
enum class Role : std::uint8_t { customer = 0, agent = 1 };

enum class Goal : std::uint8_t {
  up = 0,       // Customer: answer the INVITE. Agent: ring the device; it is up when it answers.
  release = 1,  // End it in the way its state asks for: CANCEL, error status, or BYE.
};

/// Why core wants a leg gone; voice turns it into protocol (`Reason` header, status).
enum class ReleaseCause : std::uint8_t {
  none = 0,
  normal = 1,
  other_side_ended = 2,
  answered_elsewhere = 3,
  offer_expired = 4,
  withdrawn = 5,
  failed = 6,
};

/// A leg that should be. An agent's leg that voice does not know is made by INVITE to the device
/// registered as `user`; it is never made a second time after it has ended.
struct DesiredLeg {
  LegId leg;
  Role role = Role::customer;
  Goal goal = Goal::up;
  ReleaseCause cause = ReleaseCause::none;
  Code user;              // Agent legs only.
  Duration ring_for;      // Agent legs: cancelled by voice itself after this long; 0 = no limit.
  Text<32> caller_shown;  // Agent legs: the user part of From, e.g. the queue's code.
  bool answer = false;    // Agent legs that ring in a page: its user has accepted there.
};

/// What a customer hears while not connected to an agent.
enum class Hear : std::uint8_t {
  nothing = 0,
  queue_music = 1,  // Greeting once from its start, then music without end.
  hold_music = 2,   // Music without end.
};

/// Whom a supervisor is heard by. All of them hear both sides of the bridge.
enum class Supervise : std::uint8_t {
  none = 0,
  listen = 1,   // By nobody.
  whisper = 2,  // By the agent.
  barge = 3,    // By everybody.
};

/// Somebody beside the bridge, who hears what is said there, and is heard as `mode` says. Their leg
/// is made as an agent's is, at `user`, and in a page it is up at once. It ends with the contact's
/// last other leg. A voice of a former build knows none and makes none.
struct Supervisor {
  LegId leg;
  Code user;
  Supervise mode = Supervise::none;
};

/// The whole of what one contact should be. A higher (epoch, version) replaces a lower one; an
/// equal or lower one is ignored: a core whose log came from a backup has a lower position, but a
/// higher epoch. It is the whole: a leg of this contact that voice has and that is not in `legs` is
/// released like one with Goal::release. When no leg is left, voice ends the recording and forgets
/// the contact.
struct Desired {
  ContactId contact;
  std::uint64_t version = 0;  // Position in the log.
  std::vector<DesiredLeg> legs;
  LegId bridge_a;  // Both set: these two hear each other as soon as both are up, and the
  LegId bridge_b;  // standing order is to do so at the answer, without asking core.
  Hear hear = Hear::nothing;
  Text<96> greeting;        // Sound names, `LANGUAGE/NAME` (es/queue-thankyou), empty = none.
  Text<96> music;           // Name of a file in the music folder, empty = the first there.
  bool record = false;      // Both channels from the first answer until the contact is gone.
  std::uint64_t epoch = 0;  // Of the core that says so.
  std::vector<Supervisor> supervisors;  // At most supervisors_max.
  LegId bridge_c;  // A third one: as soon as it is up too, all three hear each other; until then a
                   // and b do. A voice of a former build knows none.
};

/// The call reported by CallArrived does not become a contact.
struct Refused {
  LegId leg;
  std::uint16_t sip_status = 503;
  std::uint16_t retry_after_s = 0;  // 0 = no header.
};

/// Facts up to this number are durable and can be forgotten.
struct FactsTaken {
  std::uint64_t number = 0;
};

/// A page of the console offers its audio, or offers anew because it changes networks: then `phone`
/// is the same. May get lost with either process: the page offers again. Another phone of the same
/// user takes the place of the one before.
struct PhoneOffer {
  Code user;
  std::uint64_t phone = 0;   // Random, of the page's connection; never 0.
  std::uint32_t number = 0;  // Of its offers.
  std::string sdp;           // At most sdp_bytes_max.
};

/// The page is closed, or its user signed out.
struct PhoneGone {
  Code user;
  std::uint64_t phone = 0;
};

/// The connection of the page to this core is over: its audio may go on, but nobody can accept
/// there. The next PhoneOffer of this phone, the same or another, says that the page is back. May
/// get lost with core, whose end is also that of all such connections.
struct PhoneUnwatched {
  Code user;
  std::uint64_t phone = 0;
};

// ---- voice -> core --------------------------------------------------------------------------

/// First message of voice on a new connection. `session` is new at each start of the process.
struct Hello {
  std::uint32_t version = protocol_version;
  NodeId node;
  std::uint64_t session = 0;
  Text<64> sip_address;  // ADDR:PORT it listens on.
};

/// A new INVITE waits on 100 until core sends Desired with this leg, or Refused.
struct CallArrived {
  LegId leg;        // >= leg_of_voice_min.
  Text<32> dialed;  // User part of the Request-URI.
  Text<64> caller;  // User part of From: personal data, for the records store only.
  Text<64> trunk;   // Source address.
};

struct LegRinging {
  LegId leg;
};

struct LegAnswered {
  LegId leg;
};

enum class LegEnd : std::uint8_t {
  unknown = 0,
  hung_up = 1,       // BYE from that party.
  cancelled = 2,     // CANCEL from that party before the answer.
  declined = 3,      // 603, 486 with nothing else, 480 by the device.
  busy = 4,          // 486.
  no_answer = 5,     // ring_for ran out, 408 or 487 by ourselves.
  unregistered = 6,  // No device is registered under `user`.
  unreachable = 7,   // The device did not answer the INVITE at all, or the transport failed.
  media_lost = 8,    // Neither RTP nor RTCP nor an answer to OPTIONS.
  refused = 9,       // Any other error status.
  released = 10,     // By core's goal, or by a standing order.
  failed = 11,       // Ours.
};

/// A leg is gone; its number never comes back.
struct LegEnded {
  LegId leg;
  ContactId contact;
  LegEnd end = LegEnd::unknown;
  std::uint16_t sip_status = 0;  // The final response that ended it, 0 = none.
};

/// The party's own device put us on hold (re-INVITE with sendonly or inactive), or came back.
struct LegHold {
  LegId leg;
  bool held = false;
};

/// How many devices are registered as `user` now: told when the number changes, and when one
/// registers for the first time since voice began or since a call did not get through to them.
struct DevicesChanged {
  Code user;
  std::uint16_t devices = 0;
  std::uint16_t pages = 0;  // Of them: pages of the console, which can be told to answer.
};

struct RecordingStarted {
  ContactId contact;
};

/// The file is complete and on disk.
struct RecordingEnded {
  ContactId contact;
  Duration length;
  bool complete = false;  // False when audio was lost: disk full, writer too slow.
};

using FactBody = std::variant<CallArrived, LegRinging, LegAnswered, LegEnded, LegHold,
                              DevicesChanged, RecordingStarted, RecordingEnded>;

/// Something that happened. Numbers of a session start at 1 and have no gaps.
struct Fact {
  std::uint64_t number = 0;
  Duration age;  // How long ago it happened, when it was sent.
  FactBody body;
};

/// A leg that voice has, sent after Welcome for reconciling.
struct LegSeen {
  LegId leg;
  ContactId contact;  // Zero: arrived, not yet taken by core.
  Role role = Role::customer;
  bool up = false;
  // Of a call that core has not taken, as in its CallArrived, which may have been lost with a voice
  // process that died:
  Text<32> dialed;
  Text<64> caller;
  Duration age;  // Since it arrived.
};

/// Every leg and every registered user of this voice process: sent once after each Welcome, behind
/// the facts not yet taken. A leg that core believes in and that is not here has ended; a user
/// that is not here has no device; a call that core has not taken becomes a contact or is refused.
/// Core answers with Desired for every contact that it has.
struct LegsReport {
  std::uint64_t facts_sent = 0;  // The highest fact number before this report.
  std::vector<LegSeen> legs;
  std::vector<DevicesChanged> devices;
};

/// What a voice process counts of itself: totals since it was started, and what is now. Sent every
/// few seconds while core is there; nothing about single calls or people.
struct VoiceFigures {
  std::uint64_t legs = 0;
  std::uint64_t legs_max = 0;  // Pairs of ports.
  std::uint64_t packets_in = 0;
  std::uint64_t packets_out = 0;
  std::uint64_t packets_refused = 0;
  std::uint64_t packets_dropped = 0;
  std::vector<std::uint64_t> frame_late;  // The media thread's lateness: a Histogram's buckets.
  Duration frame_late_sum;
  std::uint64_t devices = 0;
  std::uint64_t invites = 0;  // SIP requests by method.
  std::uint64_t registers = 0;
  std::uint64_t byes = 0;
  std::uint64_t options = 0;
  std::uint64_t other_requests = 0;
  std::uint64_t calls_shed = 0;  // Answered 503.
  std::uint64_t slots = 0;       // Of the leg store, in use.
  std::uint64_t slots_max = 0;
  std::uint64_t facts_waiting = 0;
  Duration cpu;
  std::uint64_t resident_bytes = 0;
  std::uint64_t open_fds = 0;
};

/// What becomes of a PhoneOffer, told once, and again each time that audio begins or ceases to
/// flow.
struct PhoneTold {
  Code user;
  std::uint64_t phone = 0;
  std::uint32_t number = 0;  // Of the offer that `answer` answers.
  std::string answer;        // SDP; empty where this is no answer.
  bool alive = false;        // Audio can flow both ways.
  bool gone = false;         // Offer again, with a new connection. `why` says why:
  Text<96> why;              // for the log and the page's details; a sentence without names.
};

using ToVoice = std::variant<Welcome, Accounts, Desired, Refused, FactsTaken, PhoneOffer, PhoneGone,
                             PhoneUnwatched>;
using ToCore = std::variant<Hello, Fact, LegsReport, VoiceFigures, PhoneTold>;

}  // namespace relevo::link
