#include "engine/urgency.h"

#include <type_traits>

namespace relevo {

namespace {

template <class C, class... Any>
constexpr bool is_one_of = (std::is_same_v<C, Any> || ...);

}  // namespace

Urgency urgency_of(const Command& command) {
  return std::visit(
      []<class C>([[maybe_unused]] const C& asked) {
        if constexpr (std::is_same_v<C, ArriveContact>) {
          return Urgency::arrival;
        } else if constexpr (is_one_of<C, ApplyOperation, SignInAgent, AddNote, SendMessage,
                                       ReadRecording, SeeDeviation, SeeDeviationOver, MarkAlert>) {
          return Urgency::begun;
        } else if constexpr (std::is_same_v<C, Supervise>) {
          // Who is beside a conversation may always leave it.
          return asked.mode == SuperviseMode::off ? Urgency::live : Urgency::begun;
        } else if constexpr (is_one_of<C, StartCore, SetWallClock, Tick, SeeRinging, SeeAnswer,
                                       SeeLegGone, SeeHold, SeeDevices, SeeNodeGone, Reconcile,
                                       SeeRecordingStarted, SeeRecordingEnded, SetAside>) {
          return Urgency::fact;
        } else {
          // Agents who become ready take the contacts that wait; who signs in may be the one who
          // makes room; nobody is kept from the restroom by a disk.
          static_assert(is_one_of<C, OpenSession, CloseSession, SignOutAgent, SetReady,
                                  RequestBreak, EndBreak, SetOffPhoneWork, AcceptOffer,
                                  DeclineOffer, HoldContact, ResumeContact, HangUp, FinishWrapUp,
                                  Dispose, Transfer, Conference, EndConsult, RaiseHand, LowerHand,
                                  ForceState, ExtendWrapUp, ReadMessage, EndSupervision,
                                  AcknowledgeAlert, HandBackAlert, SnoozeAlert, ResolveAlert>);
          return Urgency::live;
        }
      },
      command);
}

}  // namespace relevo
