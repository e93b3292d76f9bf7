// What the files of core share among themselves: one decide() per command, one apply() per event,
// and the few steps that several rules take.
#pragma once

#include <optional>
#include <vector>

#include "core/asked.h"
#include "core/commands.h"
#include "core/rules_beside.h"
#include "core/state.h"

namespace relevo {

// ---- agent.cpp ------------------------------------------------------------------------------

Decision decide(const State& state, const SignInAgent& command, const Asked& asked);
Decision decide(const State& state, const SignOutAgent& command, const Asked& asked);
Decision decide(const State& state, const SetReady& command, const Asked& asked);
Decision decide(const State& state, const RequestBreak& command, const Asked& asked);
Decision decide(const State& state, const EndBreak& command, const Asked& asked);
Decision decide(const State& state, const SetOffPhoneWork& command, const Asked& asked);
Decision decide(const State& state, const ForceState& command, const Asked& asked);
Decision decide(const State& state, const SeeDevices& command, const Asked& asked);

void apply(State& state, const AgentDevicesChanged& event, Time at);
void apply(State& state, const AgentStateChanged& event, Time at);
void apply(State& state, const AgentNextChanged& event, Time at);

/// The agent, or why they cannot be asked for anything: there is none such, or they are not here.
tl::expected<const Agent*, Reject> signed_in_agent(const State& state, AgentId id);

/// The devices that the agent has at this node.
DevicesAt devices_at(const Agent& agent, NodeId node);

/// The agent. Requires that it is there.
Agent& agent_at(State& state, AgentId id);

/// Whom an agent's own or somebody else's command is laid to.
Cause cause_of(const State& state, AgentId agent, UserId by);

/// Who comes to ready from this state loses no place: the idle clock goes on.
bool keeps_idle_clock(AgentState from);

struct AgentChange {
  AgentState to = AgentState::offline;
  Cause cause = Cause::system;
  ContactId contact;
  BreakKind break_kind = BreakKind::none;
};
AgentStateChanged change_of(const Agent& agent, const AgentChange& change, const Asked& asked);

/// The agent is free again: to the break or the work off the phone they asked for, to ready, or to
/// unreachable without a device.
AgentStateChanged freed(const Agent& agent, Cause cause, const Asked& asked);

/// The path to the agent's device failed: to what they asked for, which needs no device, or to
/// unreachable.
AgentStateChanged cut_off(const Agent& agent, const Asked& asked);

// ---- contact.cpp ----------------------------------------------------------------------------

Decision decide(const State& state, const ArriveContact& command, const Asked& asked);
Decision decide(const State& state, const HoldContact& command, const Asked& asked);
Decision decide(const State& state, const ResumeContact& command, const Asked& asked);
Decision decide(const State& state, const HangUp& command, const Asked& asked);
Decision decide(const State& state, const SeeHold& command, const Asked& asked);
Decision decide(const State& state, const SeeRecordingStarted& command, const Asked& asked);
Decision decide(const State& state, const SeeRecordingEnded& command, const Asked& asked);

void apply(State& state, const ContactArrived& event, Time at);
void apply(State& state, const ContactQueued& event, Time at);
void apply(State& state, const ContactConnected& event, Time at);
void apply(State& state, const ContactHeld& event, Time at);
void apply(State& state, const ContactResumed& event, Time at);

/// The contact. Requires that it is there.
Contact& contact_at(State& state, ContactId id);

/// A contact that the agent has and that is not in wrap-up, or why not. `by`, without an agent: who
/// took it over has it.
tl::expected<const Contact*, Reject> contact_with(const State& state, ContactId contact,
                                                  AgentId agent, UserId by = {});

/// Whether the agent has the contact, or, without an agent, `by` has taken it over.
bool has_contact(const Contact& contact, AgentId agent, UserId by);

/// The phone of who has the contact alone holds, or has come back; nothing when that is known.
void device_holds(Events& events, const State& state, const Contact& contact, bool held,
                  const Asked& asked);

/// The leg is known no longer.
void forget_leg(State& state, LegId& leg);

/// How long this agent has had the contact on hold until `at`.
Duration held_until(const Contact& contact, Time at);

/// Nothing that is told of a contact's legs can have happened before.
Time changed_at(const Contact& contact);

// ---- ending.cpp -----------------------------------------------------------------------------

Decision decide(const State& state, const FinishWrapUp& command, const Asked& asked);
Decision decide(const State& state, const SeeLegGone& command, const Asked& asked);

void apply(State& state, const ContactReleased& event, Time at);
void apply(State& state, const ContactLostAgent& event, Time at);
void apply(State& state, const WrapUpStarted& event, Time at);
void apply(State& state, const WrapUpEnded& event, Time at);
void apply(State& state, const ContactClosed& event, Time at);

struct Release {
  Party by = Party::none;
  FaultOf fault = FaultOf::none;
  Cause cause = Cause::none;
};
/// The conversation ends: released, and wrap-up begins or the contact is closed at once.
void release(Events& events, const State& state, const Contact& contact, const Release& release,
             const Asked& asked);

/// The wrap-up ends and the contact is closed. The caller frees the agent.
void end_wrap_up(Events& events, const State& state, const Contact& contact, Cause cause,
                 const Asked& asked);

/// Who comes back because an agent's side died, or for an agent who was named, stands before
/// everybody who came by themselves.
inline constexpr Duration credit_in_front = hours(24);

/// Whose fault it is that a leg ended so.
FaultOf fault_of(LegGone gone);

/// How the offer that rings for the contact ends when its leg does.
OfferEnd offer_end_of(const State& state, const Contact& contact, LegGone gone);

// ---- disposition.cpp ------------------------------------------------------------------------

Decision decide(const State& state, const Dispose& command, const Asked& asked);

void apply(State& state, const ContactDisposed& event, Time at);

// ---- texts.cpp ------------------------------------------------------------------------------

Decision decide(const State& state, const AddNote& command, const Asked& asked);
Decision decide(const State& state, const SendMessage& command, const Asked& asked);
Decision decide(const State& state, const ReadMessage& command, const Asked& asked);
Decision decide(const State& state, const ReadRecording& command, const Asked& asked);

void apply(State& state, const MessageSent& event, Time at);
void apply(State& state, const MessageRead& event, Time at);

// ---- hand.cpp -------------------------------------------------------------------------------

Decision decide(const State& state, const RaiseHand& command, const Asked& asked);
Decision decide(const State& state, const LowerHand& command, const Asked& asked);

void apply(State& state, const HandRaised& event, Time at);
void apply(State& state, const HandLowered& event, Time at);

/// Requires that it is raised.
HandLowered hand_lowered(const Agent& agent, const Asked& asked);

/// The longest that a wrap-up can become.
inline Duration wrap_up_max_of(const QueueSetup& setup) {
  return std::max(setup.wrap_up, setup.wrap_up_max);
}

// ---- alert.cpp ------------------------------------------------------------------------------

Decision decide(const State& state, const SeeDeviation& command, const Asked& asked);
Decision decide(const State& state, const SeeDeviationOver& command, const Asked& asked);
Decision decide(const State& state, const AcknowledgeAlert& command, const Asked& asked);
Decision decide(const State& state, const HandBackAlert& command, const Asked& asked);
Decision decide(const State& state, const SnoozeAlert& command, const Asked& asked);
Decision decide(const State& state, const ResolveAlert& command, const Asked& asked);
Decision decide(const State& state, const MarkAlert& command, const Asked& asked);

void apply(State& state, const AlertOpened& event, Time at);
void apply(State& state, const AlertClimbed& event, Time at);
void apply(State& state, const AlertAcknowledged& event, Time at);
void apply(State& state, const AlertHandedBack& event, Time at);
void apply(State& state, const AlertSnoozed& event, Time at);
void apply(State& state, const AlertWoke& event, Time at);
void apply(State& state, const AlertCalmed& event, Time at);
void apply(State& state, const AlertReturned& event, Time at);
void apply(State& state, const AlertEnded& event, Time at);

/// What happens to the alert when its deadline comes: over, awake, or climbed.
Events alert_due(const State& state, AlertId id, const Asked& asked);

/// Alerts that the next operation has no rule or no subject for end. Before it is applied.
void end_alerts_of_no_rule(Events& events, const State& state, const Operation& next,
                           const Asked& asked);

// ---- wrap_up.cpp ----------------------------------------------------------------------------

Decision decide(const State& state, const ExtendWrapUp& command, const Asked& asked);

void apply(State& state, const WrapUpExtended& event, Time at);

// ---- node.cpp -------------------------------------------------------------------------------

Decision decide(const State& state, const SeeNodeGone& command, const Asked& asked);

/// What a channel's report of all it has says, as facts to be decided one after the other.
std::vector<Command> facts_of(const State& state, const Reconcile& report, Time at);

/// After those facts: the node is back. None when it was never away, or is one too many.
std::optional<NodeBack> node_back(const State& state, const Source& source, Time at);

/// NodeLost for each node that has to report before its contacts go on: at a start of the core.
Events nodes_lost_at_start(const State& state, Time at);

/// After all that the node had has ended. Requires that it is away.
NodeGivenUp given_up(const State& state, NodeId node, const Asked& asked);

void apply(State& state, const NodeLost& event, Time at);
void apply(State& state, const NodeBack& event, Time at);
void apply(State& state, const NodeGivenUp& event, Time at);

/// A contact takes its place in line, or the deadline of its offer or rest counts, while its node
/// is there.
/// Around each change of either.
void arm(State& state, const Contact& contact);
void disarm(State& state, const Contact& contact);

// ---- offer.cpp ------------------------------------------------------------------------------

Decision decide(const State& state, const AcceptOffer& command, const Asked& told);
Decision decide(const State& state, const DeclineOffer& command, const Asked& told);
Decision decide(const State& state, const SeeRinging& command, const Asked& asked);
Decision decide(const State& state, const SeeAnswer& command, const Asked& asked);

void apply(State& state, const OfferMade& event, Time at);
void apply(State& state, const OfferRang& event, Time at);
void apply(State& state, const OfferAnswering& event, Time at);
void apply(State& state, const OfferAccepted& event, Time at);
void apply(State& state, const OfferEnded& event, Time at);

/// The contact takes its old place in line again. Requires that it rests.
ContactQueued rested(const Contact& contact);

/// How what rings ends when nobody answered in time: `expired` is the agent's, `unreachable`
/// nobody's, when they have no device by then, `failed` is ours, when they had no chance to or have
/// accepted and voice did not answer.
OfferEnd end_of_silence(const State& state, const Contact& contact);

/// The state of an agent at whom it rang in vain, as `end` asks for.
AgentStateChanged unanswered(const Agent& agent, OfferEnd end, const Asked& asked);

/// The offer ends without an answer; the contact waits on, or rests before; the agent gets the
/// state that `end` asks for.
void end_offer(Events& events, const State& state, const Contact& contact, OfferEnd end,
               const Asked& asked);

// ---- routing.cpp ----------------------------------------------------------------------------

/// The agent's membership of the queue, or nullptr.
const Membership* membership_of(const State& state, AgentId agent, QueueId queue);

/// Whether the contact rang at the agent without an answer, or they handed it over: others come
/// first.
bool rang_at(const Contact& contact, AgentId agent);

/// From here on it is so; the oldest of too many is forgotten.
void note_rang(Contact& contact, AgentId agent);

/// Whether the contact can be offered to somebody now: it has its place in line.
bool waits(const State& state, const Contact& contact);

/// Pairs a waiting contact with the best ready agent: RoutingDecided, OfferMade, reserved. Nothing
/// when the contact does not wait or nobody is ready.
Events route_contact(const State& state, ContactId contact, Time at);

void apply(State& state, const RoutingDecided& event, Time at);

/// Takes a ready agent's place in the ready sets of their queues while a device can ring at them,
/// or gives it up. Around each change of either.
void join_ready(State& state, const Agent& agent);
void leave_ready(State& state, const Agent& agent);

// ---- operation_applied.cpp ------------------------------------------------------------------

Decision decide(const State& state, const ApplyOperation& command, const Asked& asked);
void apply(State& state, const OperationApplied& event, const Bytes& document);

// ---- derived.cpp ----------------------------------------------------------------------------

/// What follows from the operation and the agents' states: codes, numbers, members, who is ready.
void derive_from_operation(State& state);

// ---- door.cpp -------------------------------------------------------------------------------

Decision decide(const State& state, const OpenSession& command, const Asked& asked);
Decision decide(const State& state, const CloseSession& command, const Asked& asked);
Decision decide(const State& state, const StartCore& command, const Asked& asked);
Decision decide(const State& state, const SetWallClock& command, const Asked& asked);

void apply(State& state, const CoreStarted& event, Time at);
void apply(State& state, const WallClockSet& event, Time at);
void apply(State& state, const SessionOpened& event, Time at);
void apply(State& state, const SessionClosed& event, Time at);
void apply(State& state, const KeyUsed& event, Time at);
void apply(State& state, const FactsTaken& event, Time at);

/// The key is kept for its time.
void remember(State& state, const UsedKey& used, Time at);

// ---- set_aside.cpp --------------------------------------------------------------------------

Decision decide(const State& state, const SetAside& command, const Asked& asked);

void apply(State& state, const CommandSetAside& event, Time at);

}  // namespace relevo
