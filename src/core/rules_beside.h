// The rules of who comes beside a conversation, or after it: a second, hand-overs, supervisors.
//
// As rules.h, which has the rest and includes this.
#pragma once

#include "core/asked.h"
#include "core/commands.h"
#include "core/state.h"

namespace relevo {

// ---- second.cpp -----------------------------------------------------------------------------

Decision decide(const State& state, const Conference& command, const Asked& asked);
Decision decide(const State& state, const EndConsult& command, const Asked& asked);

void apply(State& state, const SecondAsked& event, Time at);
void apply(State& state, const SecondJoined& event, Time at);
void apply(State& state, const DeviceHeld& event, Time at);
void apply(State& state, const SecondLeft& event, Time at);

/// The agent, whom the contact can ring at now. Rejects: agent_not_found, agent_not_ready.
tl::expected<const Agent*, Reject> agent_to_ring(const State& state, const Contact& contact,
                                                 AgentId id);

/// It rings at the agent, who is reserved. `queue`: whose best they are; none when named.
void ask_second(Events& events, const State& state, const Contact& contact, const Agent& agent,
                QueueId queue, const Asked& asked);

/// The second has answered. Requires that it rings at them.
void second_joins(Events& events, const State& state, const Contact& contact, const Asked& asked);

/// The second leaves, rung at or talking, and is free; nothing without one. The agent's own state
/// is the caller's.
void dismiss_second(Events& events, const State& state, const Contact& contact, SecondEnd end,
                    Cause cause, const Asked& asked);

/// It rang at the second in vain.
void end_asking(Events& events, const State& state, const Contact& contact, OfferEnd end,
                const Asked& asked);

/// One of the two phones holds, or has come back: DeviceHeld when it is news.
Events second_device_holds(const Contact& contact, const SeeHold& command, const Asked& told);

/// The second's leg is gone.
void second_leg_gone(Events& events, const State& state, const Contact& contact, LegGone gone,
                     const Asked& told);

/// The second, who talks, leaves by a command.
void second_hangs_up(Events& events, const State& state, const Contact& contact,
                     const Asked& asked);

/// The states of those who talk, behind the contact's ContactHeld or ContactResumed; nothing when
/// it was taken over.
void follow_hold(Events& events, const State& state, const Contact& contact, bool held, Cause cause,
                 const Asked& asked);

// ---- transfer.cpp ---------------------------------------------------------------------------

Decision decide(const State& state, const Transfer& command, const Asked& asked);

void apply(State& state, const ContactTransferred& event, Time at);

/// The agent's side is gone, and the second, who talks, has the contact: the customer is never lost
/// while somebody is there. `fault` none: the agent hung up their phone.
void give_to_second(Events& events, const State& state, const Contact& contact, FaultOf fault,
                    const Asked& told);

// ---- handed_over.cpp ------------------------------------------------------------------------

/// The wrap-up of the contact's agent begins, who hands it over; nothing when the queue has none,
/// or who has it is no agent. Before the contact is anybody else's.
void start_own_wrap_up(Events& events, const State& state, const Contact& contact,
                       const Asked& asked);

/// That agent's state: in wrap-up, or free when the queue has none; nothing without an agent.
void leave_contact(Events& events, const State& state, const Contact& contact, Cause cause,
                   const Asked& asked);

/// The agent's wrap-up ends: their contact is closed, unless they had handed it over. The caller
/// frees the agent. Requires that they are in wrap-up.
void end_wrap_up_of(Events& events, const State& state, const Agent& agent, Cause cause,
                    const Asked& asked);

/// Whether the agent is in a wrap-up of their own, of this contact.
bool has_handed_over(const State& state, AgentId agent, ContactId contact);

/// For those that are `handed_over`.
void apply_handed_over(State& state, const WrapUpStarted& event);
void apply_handed_over(State& state, const WrapUpExtended& event);
void apply_handed_over(State& state, const WrapUpEnded& event);

/// Behind a start of the core, as CoreStarted says.
void arm_own_wrap_ups_again(State& state, Time at, Duration away);

// ---- supervision.cpp ------------------------------------------------------------------------

Decision decide(const State& state, const Supervise& command, const Asked& asked);
Decision decide(const State& state, const EndSupervision& command, const Asked& asked);

void apply(State& state, const SupervisionStarted& event, Time at);
void apply(State& state, const SupervisionJoined& event, Time at);
void apply(State& state, const SupervisionChanged& event, Time at);
void apply(State& state, const SupervisionEnded& event, Time at);
void apply(State& state, const ContactTakenOver& event, Time at);

/// Whether the agent's user is beside a conversation or has taken one over, on the phone at which a
/// contact of their own would ring.
bool is_supervising(const State& state, AgentId agent);

/// Whose leg it is of those beside the conversation; nullptr: of none.
const Supervision* supervision_on(const Contact& contact, LegId leg);

/// That leg is answered; nothing when it was before.
Events supervision_joins(const Contact& contact, const Supervision& supervision, const Asked& told);

/// That leg is gone: nobody else notices.
SupervisionEnded supervision_gone(const Contact& contact, const Supervision& supervision,
                                  LegGone gone, const Asked& told);

/// The user supervises nobody any more; nothing when they did not, or have taken over.
void revoke_supervision(Events& events, const State& state, UserId user, const Asked& asked);

/// Nobody supervises the contact any more.
void end_supervisions(Events& events, const Contact& contact, SupervisionEnd end,
                      const Asked& asked);

}  // namespace relevo
