// The words of the floor that are a choice of few: states, ends, causes, kinds.
//
// Their names are public (JSON, stories, console) and their numbers are in the log: add at the
// end, never rename, never reuse.
#pragma once

#include <cstddef>
#include <cstdint>

namespace relevo {

using Position = std::uint64_t;  // Of an event in the log: 1, 2, 3, ... without gaps.

/// Voice processes that one core counts; what a further one has is as if it were always there.
inline constexpr std::size_t nodes_max = 8;

/// Who can be beside one conversation.
inline constexpr std::size_t supervisors_max = 4;

/// Alerts that are not over.
inline constexpr std::size_t alerts_max = 10'000;

/// Messages that wait for one agent to read them.
inline constexpr std::size_t messages_unread_max = 50;

/// Behind them, for reasons of being moved: who reads nothing is told all the same.
inline constexpr std::size_t reasons_unread_max = 50;

enum class Media : std::uint8_t { voice = 0 };

enum class AgentState : std::uint8_t {
  offline = 0,
  ready = 1,
  reserved = 2,
  dialing = 3,
  talking = 4,
  hold = 5,
  consult = 6,
  wrap_up = 7,
  off_phone_work = 8,
  break_ = 9,
  unreachable = 10,  // By the system: no live device. Never held against the agent.
  missed = 11,       // By the system: an offer rang out or was declined.
};
inline constexpr std::size_t agent_states = 12;

/// Where somebody above an agent can put them.
enum class ForcedTo : std::uint8_t { none = 0, ready = 1, off_phone_work = 2, offline = 3 };

/// Whoever comes to this state has what they asked for while busy, or has gone.
constexpr bool ends_the_asking(AgentState to) {
  return to == AgentState::break_ || to == AgentState::off_phone_work || to == AgentState::offline;
}

/// Restroom, wellness and nursing breaks are all `personal` from the door on: no output of any
/// kind can tell them apart, because the log does not know.
enum class BreakKind : std::uint8_t {
  none = 0,
  personal = 1,
  rest = 2,
  meal = 3,
  coaching = 4,
  training = 5,
  system = 6,
};

enum class ContactState : std::uint8_t {
  arrived = 0,
  self_service = 1,
  queued = 2,
  offered = 3,
  connected = 4,
  held = 5,
  consulting = 6,
  transferring = 7,
  conferencing = 8,
  wrap_up = 9,
  closed = 10,
};

enum class ContactEnd : std::uint8_t {
  none = 0,
  handled = 1,
  abandoned = 2,
  short_abandoned = 3,  // Left within the queue's short_abandon.
  overflowed = 4,
  called_back = 5,
  closed_out_of_hours = 6,
  failed = 7,
};

/// Whose fault a failure was.
enum class FaultOf : std::uint8_t {
  none = 0,
  customer = 1,
  agent = 2,
  network = 3,
  site = 4,
  us = 5,
};

/// Who ended a conversation.
enum class Party : std::uint8_t { none = 0, customer = 1, agent = 2, system = 3, supervisor = 4 };

/// What made something change.
enum class Cause : std::uint8_t {
  none = 0,
  agent = 1,       // The agent's own command.
  supervisor = 2,  // Somebody else's command; `by` says whose.
  device = 3,      // The phone: registered, lost, answered, put on hold.
  routing = 4,
  customer = 5,
  timer = 6,
  configuration = 7,
  system = 8,
};

/// Why a contact stands in a queue.
enum class QueuedBy : std::uint8_t {
  arrival = 0,
  agent_lost = 1,     // The agent's side died in the middle: back at the front, with the old wait.
  offers_failed = 2,  // Its offers failed by us and it rested; in line again, in its old place.
  transfer = 3,       // Its agent handed it over: from then on, with the old wait as credit.
};

/// How an agent hands a contact over.
enum class TransferMode : std::uint8_t {
  blind = 0,    // At once, whoever takes it.
  consult = 1,  // After a word with who is to take it, while the customer hears music.
};

/// Why an agent is the second of a contact no longer.
enum class SecondEnd : std::uint8_t {
  none = 0,
  declined = 1,  // While it rang, as are the next two.
  expired = 2,
  unreachable = 3,  // Their device was not there, or its audio died: not their doing.
  failed = 4,       // Ours.
  withdrawn = 5,    // By who asked for them: no more wanted, rung at or talking.
  left = 6,         // Their own doing, when they were there.
  contact_over = 7,
};

/// How the phone of an agent is other than when another agent came to the contact.
enum class DeviceHold : std::uint8_t {
  none = 0,  // It is not.
  held = 1,
  resumed = 2,
};

enum class OfferEnd : std::uint8_t {
  none = 0,
  declined = 1,
  expired = 2,
  withdrawn = 3,    // The customer left.
  unreachable = 4,  // The device was not there: not the agent's doing.
  failed = 5,       // Ours: voice died or was away. The agent is free again, at once and unmarked.
  customer_lost = 6,  // The customer's line died, by the network or by us: they did not leave.
};

/// Whom somebody beside a contact is heard by. They hear both sides in each.
enum class SuperviseMode : std::uint8_t {
  off = 0,
  listen = 1,     // By nobody.
  whisper = 2,    // By the agent.
  barge = 3,      // By everybody.
  take_over = 4,  // In the agent's place, who leaves: no supervision any more.
};

/// Why somebody is beside a conversation, as they say and as its agent is shown.
enum class SuperviseWhy : std::uint8_t {
  none = 0,     // Before this was asked.
  routine = 1,  // For no reason but that conversations are heard now and then.
  help = 2,     // The agent asked for it.
  coaching = 3,
  quality = 4,    // To judge the conversation.
  complaint = 5,  // The customer's.
  alert = 6,      // Of the agent, the queue or the site.
};

/// Why somebody supervises a contact no longer.
enum class SupervisionEnd : std::uint8_t {
  none = 0,
  stopped = 1,       // Their own doing: off, or the phone hung up.
  contact_over = 2,  // The conversation has ended.
  agent_lost = 3,    // The agent's side died, and the customer waits again.
  replaced = 4,      // They supervise another contact now.
  unreachable = 5,   // Their page or phone was not there, or its audio died.
  failed = 6,        // Ours.
  transferred = 7,   // The agent has the contact no longer.
  revoked = 8,       // They may no longer, have signed out, or somebody else ended it.
};

enum class Strategy : std::uint8_t { longest_idle = 0, skill_fit = 1 };

/// What a disposition means, whatever it is called: what figures are made of.
enum class DispositionKind : std::uint8_t {
  contact = 0,  // Somebody was reached, and it is none of the others.
  no_contact = 1,
  sale = 2,
  promise = 3,
  refusal = 4,
};

enum class SessionEnd : std::uint8_t {
  signed_out = 0,
  expired = 1,
  revoked = 2,  // The user signed in elsewhere, and this was their oldest of too many.
};

enum class Role : std::uint8_t {
  agent = 0,
  coordinator = 1,
  supervisor = 2,
  director = 3,
  command_center = 4,
  quality = 5,
  workforce = 6,
  admin = 7,
};

/// How bad a deviation is.
enum class AlertSeverity : std::uint8_t { none = 0, warning = 1, critical = 2 };

enum class AlertEnd : std::uint8_t {
  none = 0,
  recovered = 1,  // The figure was inside again, and stayed there.
  resolved = 2,   // Somebody says that it is.
  covered = 3,    // The alert of what caused it stands for it.
  rule_gone = 4,  // The operation has the rule, or the subject, no longer.
};

/// What was asked for, in an event about a command: its place in Command.
enum class CommandKind : std::uint8_t {
  none = 0,
  start_core = 1,
  set_wall_clock = 2,
  tick = 3,
  apply_operation = 4,
  open_session = 5,
  close_session = 6,
  sign_in_agent = 7,
  sign_out_agent = 8,
  set_ready = 9,
  request_break = 10,
  end_break = 11,
  accept_offer = 12,
  decline_offer = 13,
  hold_contact = 14,
  resume_contact = 15,
  hang_up = 16,
  finish_wrap_up = 17,
  arrive_contact = 18,
  see_ringing = 19,
  see_answer = 20,
  see_leg_gone = 21,
  see_hold = 22,
  see_devices = 23,
  see_node_gone = 24,
  reconcile = 25,
  see_recording_started = 26,
  see_recording_ended = 27,
  set_aside = 28,
  supervise = 29,
  set_off_phone_work = 30,
  dispose = 31,
  transfer = 32,
  conference = 33,
  end_consult = 34,
  raise_hand = 35,
  lower_hand = 36,
  force_state = 37,
  extend_wrap_up = 38,
  add_note = 39,
  send_message = 40,
  read_message = 41,
  read_recording = 42,
  end_supervision = 43,
  see_deviation = 44,
  see_deviation_over = 45,
  acknowledge_alert = 46,
  hand_back_alert = 47,
  snooze_alert = 48,
  resolve_alert = 49,
  mark_alert = 50,
};

}  // namespace relevo
