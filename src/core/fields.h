// One line per field, once. Bytes, JSON, story text, documents and the state's hash are all made by
// visiting these and those of contact_fields.h; nobody writes a second list of fields by hand.
//
// The number is the field's name in the bytes: never changed, never reused. The same holds for the
// numbers and names of kinds.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/contact_fields.h"
#include "core/events.h"

namespace relevo {

template <class V>
void fields(V& visit, CoreStarted& e) {
  visit(1, "epoch", e.epoch);
  visit(2, "rules_version", e.rules_version);
  visit(3, "away", e.away);
}

template <class V>
void fields(V& visit, WallClockSet& e) {
  visit(1, "offset", e.offset);
}

template <class V>
void fields(V& visit, OperationApplied& e) {
  visit(1, "version", e.version);
  visit(2, "document", e.document);
}

template <class V>
void fields(V& visit, SessionOpened& e) {
  visit(1, "session", e.session);
  visit(2, "user", e.user);
  visit(3, "token", e.token);
  visit(4, "expires_at", e.expires_at);
}

template <class V>
void fields(V& visit, SessionClosed& e) {
  visit(1, "session", e.session);
  visit(2, "user", e.user);
  visit(3, "end", e.end);
}

template <class V>
void fields(V& visit, KeyUsed& e) {
  visit(1, "user", e.user);
  visit(2, "key", e.key);
  visit(3, "body", e.body);
  visit(4, "events", e.events);
  visit(5, "expires_at", e.expires_at);
}

template <class V>
void fields(V& visit, FactsTaken& e) {
  visit(1, "node", e.node);
  visit(2, "session", e.session);
  visit(3, "number", e.number);
}

template <class V>
void fields(V& visit, CommandSetAside& e) {
  visit(1, "command", e.command);
  visit(2, "node", e.node);
  visit(3, "session", e.session);
  visit(4, "number", e.number);
  visit(5, "user", e.user);
  visit(6, "key", e.key);
  visit(7, "body", e.body);
  visit(8, "expires_at", e.expires_at);
}

template <class V>
void fields(V& visit, NodeLost& e) {
  visit(1, "node", e.node);
  visit(2, "gives_up_at", e.gives_up_at);
}

template <class V>
void fields(V& visit, NodeBack& e) {
  visit(1, "node", e.node);
  visit(2, "session", e.session);
  visit(3, "away", e.away);
}

template <class V>
void fields(V& visit, NodeGivenUp& e) {
  visit(1, "node", e.node);
  visit(2, "away", e.away);
}

template <class V>
void fields(V& visit, AgentDevicesChanged& e) {
  visit(1, "agent", e.agent);
  visit(2, "devices", e.devices);
  visit(3, "node", e.node);
  visit(4, "at_node", e.at_node);
  visit(5, "pages", e.pages);
}

template <class V>
void fields(V& visit, AgentStateChanged& e) {
  visit(1, "agent", e.agent);
  visit(2, "from", e.from);
  visit(3, "to", e.to);
  visit(4, "break_kind", e.break_kind);
  visit(5, "contact", e.contact);
  visit(6, "cause", e.cause);
  visit(7, "by", e.by);
  visit(8, "lasted", e.lasted);
}

template <class V>
void fields(V& visit, AgentNextChanged& e) {
  visit(1, "agent", e.agent);
  visit(2, "next_break", e.next_break);
  visit(3, "by", e.by);
  visit(4, "off_phone", e.off_phone);
}

template <class V>
void fields(V& visit, HandRaised& e) {
  visit(1, "agent", e.agent);
}

template <class V>
void fields(V& visit, HandLowered& e) {
  visit(1, "agent", e.agent);
  visit(2, "by", e.by);
  visit(3, "lasted", e.lasted);
}

template <class V>
void fields(V& visit, MessageSent& e) {
  visit(1, "message", e.message);
  visit(2, "agent", e.agent);
  visit(3, "by", e.by);
  visit(4, "urgent", e.urgent);
  visit(5, "reason_for", e.reason_for);
}

template <class V>
void fields(V& visit, MessageRead& e) {
  visit(1, "message", e.message);
  visit(2, "agent", e.agent);
}

/// An event's number in the log, and its name everywhere.
struct KindEntry {
  std::uint16_t number = 0;
  std::string_view name;
};
template <class E>
inline constexpr KindEntry kind_entry{};

template <>
inline constexpr KindEntry kind_entry<CoreStarted>{1, "core_started"};
template <>
inline constexpr KindEntry kind_entry<WallClockSet>{2, "wall_clock_set"};
template <>
inline constexpr KindEntry kind_entry<OperationApplied>{3, "operation_applied"};
template <>
inline constexpr KindEntry kind_entry<SessionOpened>{4, "session_opened"};
template <>
inline constexpr KindEntry kind_entry<SessionClosed>{5, "session_closed"};
template <>
inline constexpr KindEntry kind_entry<KeyUsed>{6, "key_used"};
template <>
inline constexpr KindEntry kind_entry<FactsTaken>{7, "facts_taken"};
template <>
inline constexpr KindEntry kind_entry<NodeLost>{8, "node_lost"};
template <>
inline constexpr KindEntry kind_entry<NodeBack>{9, "node_back"};
template <>
inline constexpr KindEntry kind_entry<NodeGivenUp>{10, "node_given_up"};
template <>
inline constexpr KindEntry kind_entry<CommandSetAside>{11, "command_set_aside"};
template <>
inline constexpr KindEntry kind_entry<AgentDevicesChanged>{16, "agent_devices_changed"};
template <>
inline constexpr KindEntry kind_entry<AgentStateChanged>{17, "agent_state_changed"};
template <>
inline constexpr KindEntry kind_entry<AgentNextChanged>{18, "agent_next_changed"};
template <>
inline constexpr KindEntry kind_entry<HandRaised>{19, "hand_raised"};
template <>
inline constexpr KindEntry kind_entry<HandLowered>{20, "hand_lowered"};
template <>
inline constexpr KindEntry kind_entry<ContactArrived>{32, "contact_arrived"};
template <>
inline constexpr KindEntry kind_entry<ContactQueued>{33, "contact_queued"};
template <>
inline constexpr KindEntry kind_entry<ContactConnected>{34, "contact_connected"};
template <>
inline constexpr KindEntry kind_entry<ContactHeld>{35, "contact_held"};
template <>
inline constexpr KindEntry kind_entry<ContactResumed>{36, "contact_resumed"};
template <>
inline constexpr KindEntry kind_entry<ContactReleased>{37, "contact_released"};
template <>
inline constexpr KindEntry kind_entry<WrapUpStarted>{38, "wrap_up_started"};
template <>
inline constexpr KindEntry kind_entry<WrapUpEnded>{39, "wrap_up_ended"};
template <>
inline constexpr KindEntry kind_entry<ContactClosed>{40, "contact_closed"};
template <>
inline constexpr KindEntry kind_entry<ContactLostAgent>{41, "contact_lost_agent"};
template <>
inline constexpr KindEntry kind_entry<WrapUpExtended>{42, "wrap_up_extended"};
template <>
inline constexpr KindEntry kind_entry<RoutingDecided>{48, "routing_decided"};
template <>
inline constexpr KindEntry kind_entry<OfferMade>{49, "offer_made"};
template <>
inline constexpr KindEntry kind_entry<OfferRang>{50, "offer_rang"};
template <>
inline constexpr KindEntry kind_entry<OfferAccepted>{51, "offer_accepted"};
template <>
inline constexpr KindEntry kind_entry<OfferEnded>{52, "offer_ended"};
template <>
inline constexpr KindEntry kind_entry<OfferAnswering>{53, "offer_answering"};
template <>
inline constexpr KindEntry kind_entry<RecordingStarted>{64, "recording_started"};
template <>
inline constexpr KindEntry kind_entry<RecordingEnded>{65, "recording_ended"};
template <>
inline constexpr KindEntry kind_entry<SupervisionStarted>{66, "supervision_started"};
template <>
inline constexpr KindEntry kind_entry<SupervisionChanged>{67, "supervision_changed"};
template <>
inline constexpr KindEntry kind_entry<SupervisionEnded>{68, "supervision_ended"};
template <>
inline constexpr KindEntry kind_entry<ContactDisposed>{69, "contact_disposed"};
template <>
inline constexpr KindEntry kind_entry<RecordingRead>{70, "recording_read"};
template <>
inline constexpr KindEntry kind_entry<ContactTransferred>{71, "contact_transferred"};
template <>
inline constexpr KindEntry kind_entry<SecondAsked>{72, "second_asked"};
template <>
inline constexpr KindEntry kind_entry<SecondJoined>{73, "second_joined"};
template <>
inline constexpr KindEntry kind_entry<SecondLeft>{74, "second_left"};
template <>
inline constexpr KindEntry kind_entry<ContactTakenOver>{75, "contact_taken_over"};
template <>
inline constexpr KindEntry kind_entry<SupervisionJoined>{76, "supervision_joined"};
template <>
inline constexpr KindEntry kind_entry<DeviceHeld>{77, "device_held"};
template <>
inline constexpr KindEntry kind_entry<NoteAdded>{80, "note_added"};
template <>
inline constexpr KindEntry kind_entry<MessageSent>{81, "message_sent"};
template <>
inline constexpr KindEntry kind_entry<MessageRead>{82, "message_read"};
template <>
inline constexpr KindEntry kind_entry<AlertOpened>{100, "alert_opened"};
template <>
inline constexpr KindEntry kind_entry<AlertClimbed>{101, "alert_climbed"};
template <>
inline constexpr KindEntry kind_entry<AlertAcknowledged>{102, "alert_acknowledged"};
template <>
inline constexpr KindEntry kind_entry<AlertHandedBack>{103, "alert_handed_back"};
template <>
inline constexpr KindEntry kind_entry<AlertSnoozed>{104, "alert_snoozed"};
template <>
inline constexpr KindEntry kind_entry<AlertWoke>{105, "alert_woke"};
template <>
inline constexpr KindEntry kind_entry<AlertCalmed>{106, "alert_calmed"};
template <>
inline constexpr KindEntry kind_entry<AlertReturned>{107, "alert_returned"};
template <>
inline constexpr KindEntry kind_entry<AlertEnded>{108, "alert_ended"};
template <>
inline constexpr KindEntry kind_entry<AlertMarked>{109, "alert_marked"};

template <class E>
struct Kind {
  static_assert(kind_entry<E>.number != 0, "each event has a line above");
  static constexpr std::uint16_t number = kind_entry<E>.number;
  static constexpr std::string_view name = kind_entry<E>.name;
};

inline std::uint16_t kind_of(const Event& event) {
  return std::visit([]<class E>(const E&) { return Kind<E>::number; }, event);
}

inline std::string_view name_of(const Event& event) {
  return std::visit([]<class E>(const E&) { return Kind<E>::name; }, event);
}

}  // namespace relevo
