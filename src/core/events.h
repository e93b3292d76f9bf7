// What has happened. Events are kept for ever: fields are added, never renamed or reused.
//
// Each is trivially copyable and at most 256 bytes; its fields stand in fields.h, once. Events
// carry outcomes and durations, so that apply() copies and no indicator needs a lookup. Which
// queue, agent and user an id names is in the operation document in force at that position.
#pragma once

#include <array>
#include <cstdint>
#include <type_traits>
#include <variant>

#include "base/id.h"
#include "base/time.h"
#include "core/alert_events.h"
#include "core/events_of_people.h"
#include "core/offer_events.h"
#include "core/supervision_events.h"
#include "core/transfer_events.h"
#include "core/types.h"

namespace relevo {

using Digest = std::array<std::uint8_t, 32>;

/// The first event of each start of the core. Voice refuses a lower epoch.
/// A wrap-up that fell due while nobody was there is armed again, with what was left of it at the
/// event before: when the core died after that is not known, so it is at most its whole length.
/// Offers wait for their node, see NodeLost.
struct CoreStarted {
  std::uint64_t epoch;
  std::uint32_t rules_version;  // Of decide(); see core.h.
  Duration away;                // Since the last event before.
};

/// The wall clock stood at log time + offset; for calendars and display only.
struct WallClockSet {
  Duration offset;
};

/// The operation is from here on what the document says; it lies beside this event in the log.
struct OperationApplied {
  std::uint64_t version;
  Digest document;  // BLAKE2b-256 of its bytes.
};

/// Somebody signed in at the door. Written before the token is given out; if they have too many
/// sessions, behind the end of their oldest.
struct SessionOpened {
  SessionId session;
  UserId user;
  Digest token;  // BLAKE2b-256 of a 256-bit random token.
  Time expires_at;
};

struct SessionClosed {
  SessionId session;
  UserId user;
  SessionEnd end;
};

/// A command that carried an idempotency key was carried out: a repetition within a day gets the
/// same answer, the `events` events before this one.
struct KeyUsed {
  UserId user;
  Digest key;   // Of the key.
  Digest body;  // Of the command's name and body.
  std::uint32_t events;
  Time expires_at;
};

/// Facts of a channel's source up to this number are in the log. Once per batch and source.
struct FactsTaken {
  NodeId node;
  std::uint64_t session;
  std::uint64_t number;
};

/// A command was in hand when the core died, again and again, and is not carried out any more. Of a
/// fact the FactsTaken of its batch counts its number; a repetition of the key is refused.
struct CommandSetAside {
  CommandKind command;
  NodeId node;  // Of the fact: its source and number there.
  std::uint64_t session;
  std::uint64_t number;
  UserId user;  // Of the command with a key.
  Digest key;
  Digest body;
  Time expires_at;  // Until then the key is kept.
};

/// The connection to a voice process is gone, or the core has begun anew and not heard from it
/// yet. Until it is back its contacts are not offered to anybody and no offer of theirs expires:
/// what happens to them meanwhile is told when it comes back.
struct NodeLost {
  NodeId node;
  Time gives_up_at;  // Exclusive: from this instant on its contacts are over.
};

/// The voice process has told all it has; what that changed stands before this event.
struct NodeBack {
  NodeId node;
  std::uint64_t session;  // Of the process that runs now.
  Duration away;          // Since the first NodeLost of this absence; zero when there was none.
};

/// The voice process stayed away for too long: its contacts have failed, its devices are gone.
struct NodeGivenUp {
  NodeId node;
  Duration away;
};

/// How many devices the agent can be reached at now; zero is none.
struct AgentDevicesChanged {
  AgentId agent;
  std::uint32_t devices;  // At all nodes.
  NodeId node;            // Where it changed; none in logs of the time when there was only node 1.
  std::uint32_t at_node;  // At this one.
  std::uint32_t pages;    // Of those at this one: pages of the console.
};

/// The one event for every change of an agent's state. `lasted` is the time in `from`.
struct AgentStateChanged {
  AgentId agent;
  AgentState from;
  AgentState to;
  BreakKind break_kind;  // When `to` is break_.
  ContactId contact;     // When `to` belongs to one.
  Cause cause;
  UserId by;  // Whose command it was; none for the system.
  Duration lasted;
};

/// The agent asked, while busy, for what comes after: a break, work off the phone, or none of them.
struct AgentNextChanged {
  AgentId agent;
  BreakKind next_break;
  UserId by;
  bool off_phone;  // Then `next_break` is none.
};

// `late`: it happened that long before the event's time, because the core was away or voice could
// not reach it. Lengths are measured at that moment; an agent's states change at the event's time.

/// A customer is at the door. The channel keeps them waiting until the next event says where.
struct ContactArrived {
  ContactId contact;
  PersonId person;
  LegId leg;
  NodeId node;  // Whose leg it is.
  QueueId queue;
  Media media;
  Duration late;
};

/// The contact stands in a queue from `queued_at` on (earlier than this event when it came back).
struct ContactQueued {
  ContactId contact;
  QueueId queue;
  QueuedBy by;
  Time queued_at;
  Duration credit;  // Order in the queue is queued_at - credit.
};

/// Customer and agent hear each other. Once per agent who takes the contact.
struct ContactConnected {
  ContactId contact;
  AgentId agent;
  QueueId queue;
  Duration waited;        // In this queue.
  Duration total_waited;  // Since the arrival, without the time with agents.
  Duration target;        // The queue's target at that moment, so old reports never change.
  bool first;             // The first agent of this contact.
  Duration late;
};

struct ContactHeld {
  ContactId contact;
  AgentId agent;
  Cause cause;
  Duration late;
};

struct ContactResumed {
  ContactId contact;
  AgentId agent;
  Cause cause;
  Duration held;
};

/// The conversation is over; wrap-up follows.
struct ContactReleased {
  ContactId contact;
  AgentId agent;
  QueueId queue;
  Party by;
  FaultOf fault;
  Duration talked;  // With this agent, holds included.
  Duration held;    // Of it, on hold.
  Duration late;
};

/// The agent's side died in the middle of the conversation; the customer is still there, hears
/// music, and a ContactQueued follows. Not counted against the agent.
struct ContactLostAgent {
  ContactId contact;
  AgentId agent;
  QueueId queue;
  FaultOf fault;
  Duration talked;  // With this agent, holds included.
  Duration held;
  Duration late;
};

/// `handed_over`: the contact goes on without this agent, and may be closed before their wrap-up
/// ends.
struct WrapUpStarted {
  ContactId contact;
  AgentId agent;
  Time ends_at;
  bool handed_over;
  Time latest_at;      // Up to which it can be extended; none in old logs: not at all.
  QueueId queue;       // `handed_over`: in which it was theirs,
  std::uint32_t turn;  // and how many had it before them.
};

struct WrapUpExtended {
  ContactId contact;
  AgentId agent;
  Time ends_at;
  UserId by;
};

struct WrapUpEnded {
  ContactId contact;
  AgentId agent;
  Cause cause;
  Duration lasted;
  bool handed_over;
};

/// The contact's one end. `waited` against `target` and `short_abandon` give its place in every
/// variant of service level.
struct ContactClosed {
  ContactId contact;
  QueueId queue;
  AgentId agent;  // The last, or none.
  ContactEnd end;
  FaultOf fault;
  Duration waited;  // In the last queue, until connected or gone.
  Duration total_waited;
  Duration target;
  Duration short_abandon;
  Duration late;
};

/// What the contact came to, as its agent says, or who took it over. The word of whoever had it
/// last counts, and of them the last one.
struct ContactDisposed {
  ContactId contact;
  AgentId agent;  // None: of who took it over.
  DispositionId disposition;
  UserId by;
  std::uint32_t turn;  // How many had the contact before them.
  bool aside;  // Who has it now has said another: this one is theirs, and not the contact's.
};

struct RecordingStarted {
  ContactId contact;
};

struct RecordingEnded {
  ContactId contact;
  Duration length;
  bool complete;
};

/// The place in the variant is not the event's number in the log; that is kind_of in fields.h.
using Event = std::variant<
    CoreStarted, WallClockSet, OperationApplied, SessionOpened, SessionClosed, KeyUsed, FactsTaken,
    CommandSetAside, NodeLost, NodeBack, NodeGivenUp, AgentDevicesChanged, AgentStateChanged,
    AgentNextChanged, ContactArrived, ContactQueued, RoutingDecided, OfferMade, OfferRang,
    OfferAnswering, OfferAccepted, OfferEnded, ContactConnected, ContactHeld, ContactResumed,
    ContactReleased, ContactLostAgent, WrapUpStarted, WrapUpEnded, ContactClosed, RecordingStarted,
    RecordingEnded, SupervisionStarted, SupervisionChanged, SupervisionEnded, ContactDisposed,
    ContactTransferred, SecondAsked, SecondJoined, SecondLeft, HandRaised, HandLowered,
    WrapUpExtended, MessageSent, MessageRead, NoteAdded, RecordingRead, ContactTakenOver,
    SupervisionJoined, DeviceHeld, AlertOpened, AlertClimbed, AlertAcknowledged, AlertHandedBack,
    AlertSnoozed, AlertWoke, AlertCalmed, AlertReturned, AlertEnded, AlertMarked>;

static_assert(std::is_trivially_copyable_v<Event>);
static_assert(sizeof(Event) <= 264, "an event has at most 256 bytes, and the variant its index");

}  // namespace relevo
