// What the core can be asked for. Imperative names; each may be refused with a Reject.
//
// Commands of people carry who asks (`by`); whether that person may ask is decided at the door, by
// api/policy.h. Facts of a channel carry what was seen outside. Tick and Start come from the
// engine. A command is never stored.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <variant>
#include <vector>

#include "base/bytes.h"
#include "base/id.h"
#include "base/text.h"
#include "base/time.h"
#include "core/alert_commands.h"
#include "core/events.h"
#include "core/operation.h"

namespace relevo {

// ---- of the engine --------------------------------------------------------------------------

/// First command of each start. `away`: since the last event of the log; 0 in an empty one.
struct StartCore {
  Duration away;
};

struct SetWallClock {
  Duration offset;
};

/// Expires what is due at the command's time. See Core::next_deadline.
struct Tick {};

// ---- of people ------------------------------------------------------------------------------

/// Makes the operation what `document` says. `base_version`: the version it was made for.
/// Requires that `bytes` is the encoding of `document`, and `digest` BLAKE2b-256 of it.
struct ApplyOperation {
  std::uint64_t base_version = 0;
  std::shared_ptr<const Operation> document;
  std::shared_ptr<const Bytes> bytes;
  Digest digest{};
};

struct OpenSession {
  UserId user;
  Digest token{};
  Duration lasts;
};

struct CloseSession {
  SessionId session;
  SessionEnd end = SessionEnd::signed_out;
};

/// Gives off_phone_work; set_ready follows.
struct SignInAgent {
  AgentId agent;
};

struct SignOutAgent {
  AgentId agent;
};

/// From any state without a contact to ready; in wrap-up it ends the wrap-up.
struct SetReady {
  AgentId agent;
};

/// At once when the agent has no contact, else after it. Approval policies are rules of a later
/// version; a `personal` break never needs one.
struct RequestBreak {
  AgentId agent;
  BreakKind kind = BreakKind::rest;
};

struct EndBreak {
  AgentId agent;
};

/// To work off the phone: at once when the agent has no contact, else after it; in wrap-up it ends
/// the wrap-up, as SetReady does.
struct SetOffPhoneWork {
  AgentId agent;
};

/// `age`: how long it waited since the agent asked; an offer is over by the clock of who answers
/// it.
struct AcceptOffer {
  AgentId agent;
  ContactId contact;
  Duration age = {};
};

/// As AcceptOffer.
struct DeclineOffer {
  AgentId agent;
  ContactId contact;
  Duration age = {};
};

// Without an agent the next three, Dispose and a blind Transfer are of who asks and has taken the
// contact over.

struct HoldContact {
  AgentId agent;
  ContactId contact;
};

struct ResumeContact {
  AgentId agent;
  ContactId contact;
};

struct HangUp {
  AgentId agent;
  ContactId contact;
};

struct FinishWrapUp {
  AgentId agent;
  ContactId contact;
};

/// Whoever asks hears the agent's conversation from now on, and is heard as `mode` says; `off` ends
/// it. It belongs to the contact that the agent has, not to the agent: with it, it ends. One at a
/// time, another ends the one before.
struct Supervise {
  AgentId agent;
  SuperviseMode mode = SuperviseMode::off;
  ContactId contact;  // Theirs, as who asks knows it and was judged for; `off` needs none.
  SuperviseWhy why = SuperviseWhy::none;  // Needed to begin; none keeps what was said.
};

/// Somebody is beside the conversation no longer, though they did not say so: somebody above its
/// agent wants it, or, by nobody, they may not be there any more. Who has taken over stays: there
/// is a customer at the other end.
struct EndSupervision {
  UserId user;
  ContactId contact;  // Theirs, as who asks knows it and was judged for.
};

/// What the contact came to; the last one of who had it last counts. While it is connected, held or
/// in wrap-up, that of who handed it over too.
struct Dispose {
  AgentId agent;
  ContactId contact;
  DispositionId disposition;
};

/// Hands the contact over, to an agent or to a queue; or, by `consult`, asks them to join first
/// while the customer hears music. To the second who was asked so, and talks: they have it from now
/// on.
struct Transfer {
  AgentId agent;
  ContactId contact;
  AgentId to_agent;  // None: to the queue.
  QueueId to_queue;
  TransferMode mode = TransferMode::blind;
};

/// Asks another agent to join customer and agent; of who was asked already, all hear each other.
struct Conference {
  AgentId agent;
  ContactId contact;
  AgentId to_agent;
};

/// The second leaves: rung at or talking.
struct EndConsult {
  AgentId agent;
  ContactId contact;
};

/// The agent asks for somebody above them; whoever comes lowers the hand, or they do themselves.
struct RaiseHand {
  AgentId agent;
};

struct LowerHand {
  AgentId agent;
};

/// Somebody above the agent puts them somewhere else, and says why. Nobody is pulled out of a
/// contact.
struct ForceState {
  AgentId agent;
  ForcedTo state = ForcedTo::none;
  TextId reason;
};

/// Half a minute more of wrap-up, as long as there is some left to be had.
struct ExtendWrapUp {
  AgentId agent;
  ContactId contact;
};

// Texts are in the records store before a command names them.

/// To a contact's life, also when it is over.
struct AddNote {
  ContactId contact;
  TextId note;
};

/// To each of them who has room for one more.
struct SendMessage {
  std::vector<AgentId> agents;
  TextId message;
  bool urgent = false;
};

struct ReadMessage {
  AgentId agent;
  TextId message;
};

/// Whoever asks is about to hear the contact's recording.
struct ReadRecording {
  ContactId contact;
};

// ---- facts of a channel ---------------------------------------------------------------------

/// Where a fact comes from; numbers not above the highest taken are ignored (idempotency is
/// state). number 0: not numbered.
struct Source {
  NodeId node;
  std::uint64_t session = 0;
  std::uint64_t number = 0;
  Duration age;  // How long ago it happened: more than a moment when the core was away.
};

struct ArriveContact {
  Source source;
  PersonId person;
  LegId leg;
  Text<32> dialed;
};

struct SeeRinging {
  Source source;
  LegId leg;
};

struct SeeAnswer {
  Source source;
  LegId leg;
};

/// Why a leg ended, in the core's own words.
enum class LegGone : std::uint8_t {
  hung_up = 0,   // By that party, before or after the answer.
  declined = 1,  // Busy or refused by hand.
  no_answer = 2,
  unreachable = 3,  // No device, or it did not respond.
  network = 4,      // Media or transport died.
  us = 5,           // Our failure.
  released = 6,     // As the core wanted.
};

struct SeeLegGone {
  Source source;
  LegId leg;
  LegGone gone = LegGone::hung_up;
};

struct SeeHold {
  Source source;
  LegId leg;
  bool held = false;
};

/// How many devices the agent has at this source: told when the number changes, and when one of
/// them registers for the first time since a call did not get through, which is a sign of life.
struct SeeDevices {
  Source source;
  Code agent;
  std::uint32_t devices = 0;
  std::uint32_t pages = 0;  // Of them: pages of the console, which answer when they are told to.
};

/// The connection to the source is gone; Reconcile says that it is back. Of an older session than
/// the one that reported last it means nothing.
struct SeeNodeGone {
  Source source;
};

struct DevicesReported {
  Code agent;
  std::uint32_t devices = 0;
  std::uint32_t pages = 0;  // As of SeeDevices.
};

struct LegReported {
  LegId leg;
  bool up = false;  // Answered, by either side.
};

/// The source reported all it has: legs that it does not have are gone, users that it does not
/// name have no device. An agent's leg that is up was answered, though nobody said so.
struct Reconcile {
  Source source;
  std::vector<LegReported> legs;
  std::vector<DevicesReported> devices;
};

struct SeeRecordingStarted {
  Source source;
  ContactId contact;
};

struct SeeRecordingEnded {
  Source source;
  ContactId contact;
  Duration length;
  bool complete = true;
};

// ---- of the engine again ----------------------------------------------------------------------

/// Instead of a command that the core died of again and again: the fact's number counts as taken,
/// a repetition of the key is refused. Made by set_aside_of().
struct SetAside {
  CommandKind kind = CommandKind::none;
  Source source;  // Of the fact.
  UserId user;    // Of the command with a key.
  Digest key{};   // All zero: without one.
  Digest body{};
};

/// The place is the command's CommandKind, less one: added to at the end alone.
using Command = std::variant<
    StartCore, SetWallClock, Tick, ApplyOperation, OpenSession, CloseSession, SignInAgent,
    SignOutAgent, SetReady, RequestBreak, EndBreak, AcceptOffer, DeclineOffer, HoldContact,
    ResumeContact, HangUp, FinishWrapUp, ArriveContact, SeeRinging, SeeAnswer, SeeLegGone, SeeHold,
    SeeDevices, SeeNodeGone, Reconcile, SeeRecordingStarted, SeeRecordingEnded, SetAside, Supervise,
    SetOffPhoneWork, Dispose, Transfer, Conference, EndConsult, RaiseHand, LowerHand, ForceState,
    ExtendWrapUp, AddNote, SendMessage, ReadMessage, ReadRecording, EndSupervision, SeeDeviation,
    SeeDeviationOver, AcknowledgeAlert, HandBackAlert, SnoozeAlert, ResolveAlert, MarkAlert>;

inline CommandKind kind_of(const Command& command) {
  return static_cast<CommandKind>(command.index() + 1);
}

/// A command as the engine takes it from its inbox.
struct Request {
  Command command;
  UserId by;           // None for the engine and for channels.
  bool keyed = false;  // `key` and `body` count: a repetition gets the first answer again.
  Digest key{};        // BLAKE2b-256 of the Idempotency-Key.
  Digest body{};       // BLAKE2b-256 of the command's name and body.
};

/// Whatever a repetition of the request would have in common with it, and nothing that it says.
SetAside set_aside_of(const Request& request);

}  // namespace relevo
