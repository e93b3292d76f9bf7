// The fields of the link's messages, each once. Numbers are never changed and never reused.
#pragma once

#include <string>

#include "link/messages.h"

namespace relevo::link {

template <class V>
void fields(V& visit, Welcome& m) {
  visit(1, "version", m.version);
  visit(2, "epoch", m.epoch);
  visit(3, "facts_taken", m.facts_taken);
}

template <class V>
void fields(V& visit, Account& m) {
  visit(1, "user", m.user);
  visit(2, "ha1", m.ha1);
}

template <class V>
void fields(V& visit, Accounts& m) {
  visit(1, "accounts", m.accounts);
  visit(2, "trunks", m.trunks);
  visit(3, "first_numbers", m.first_numbers);
}

template <class V>
void fields(V& visit, DesiredLeg& m) {
  visit(1, "leg", m.leg);
  visit(2, "role", m.role);
  visit(3, "goal", m.goal);
  visit(4, "cause", m.cause);
  visit(5, "user", m.user);
  visit(6, "ring_for", m.ring_for);
  visit(7, "caller_shown", m.caller_shown);
  visit(8, "answer", m.answer);
}

template <class V>
void fields(V& visit, Supervisor& m) {
  visit(1, "leg", m.leg);
  visit(2, "user", m.user);
  visit(3, "mode", m.mode);
}

template <class V>
void fields(V& visit, Desired& m) {
  visit(1, "contact", m.contact);
  visit(2, "version", m.version);
  visit(3, "legs", m.legs);
  visit(4, "bridge_a", m.bridge_a);
  visit(5, "bridge_b", m.bridge_b);
  visit(6, "hear", m.hear);
  visit(7, "greeting", m.greeting);
  visit(8, "music", m.music);
  visit(9, "record", m.record);
  visit(10, "epoch", m.epoch);
  visit(11, "supervisors", m.supervisors);
  visit(12, "bridge_c", m.bridge_c);
}

template <class V>
void fields(V& visit, Refused& m) {
  visit(1, "leg", m.leg);
  visit(2, "sip_status", m.sip_status);
  visit(3, "retry_after_s", m.retry_after_s);
}

template <class V>
void fields(V& visit, FactsTaken& m) {
  visit(1, "number", m.number);
}

template <class V>
void fields(V& visit, Hello& m) {
  visit(1, "version", m.version);
  visit(2, "node", m.node);
  visit(3, "session", m.session);
  visit(4, "sip_address", m.sip_address);
}

template <class V>
void fields(V& visit, CallArrived& m) {
  visit(1, "leg", m.leg);
  visit(2, "dialed", m.dialed);
  visit(3, "caller", m.caller);
  visit(4, "trunk", m.trunk);
}

template <class V>
void fields(V& visit, LegRinging& m) {
  visit(1, "leg", m.leg);
}

template <class V>
void fields(V& visit, LegAnswered& m) {
  visit(1, "leg", m.leg);
}

template <class V>
void fields(V& visit, LegEnded& m) {
  visit(1, "leg", m.leg);
  visit(2, "contact", m.contact);
  visit(3, "end", m.end);
  visit(4, "sip_status", m.sip_status);
}

template <class V>
void fields(V& visit, LegHold& m) {
  visit(1, "leg", m.leg);
  visit(2, "held", m.held);
}

template <class V>
void fields(V& visit, DevicesChanged& m) {
  visit(1, "user", m.user);
  visit(2, "devices", m.devices);
  visit(3, "pages", m.pages);
}

template <class V>
void fields(V& visit, RecordingStarted& m) {
  visit(1, "contact", m.contact);
}

template <class V>
void fields(V& visit, RecordingEnded& m) {
  visit(1, "contact", m.contact);
  visit(2, "length", m.length);
  visit(3, "complete", m.complete);
}

template <class V>
void fields(V& visit, LegSeen& m) {
  visit(1, "leg", m.leg);
  visit(2, "contact", m.contact);
  visit(3, "role", m.role);
  visit(4, "up", m.up);
  visit(5, "dialed", m.dialed);
  visit(6, "caller", m.caller);
  visit(7, "age", m.age);
}

template <class V>
void fields(V& visit, LegsReport& m) {
  visit(1, "facts_sent", m.facts_sent);
  visit(2, "legs", m.legs);
  visit(3, "devices", m.devices);
}

template <class V>
void fields(V& visit, PhoneOffer& m) {
  visit(1, "user", m.user);
  visit(2, "phone", m.phone);
  visit(3, "number", m.number);
  visit(4, "sdp", m.sdp);
}

template <class V>
void fields(V& visit, PhoneGone& m) {
  visit(1, "user", m.user);
  visit(2, "phone", m.phone);
}

template <class V>
void fields(V& visit, PhoneUnwatched& m) {
  visit(1, "user", m.user);
  visit(2, "phone", m.phone);
}

template <class V>
void fields(V& visit, PhoneTold& m) {
  visit(1, "user", m.user);
  visit(2, "phone", m.phone);
  visit(3, "number", m.number);
  visit(4, "answer", m.answer);
  visit(5, "alive", m.alive);
  visit(6, "gone", m.gone);
  visit(7, "why", m.why);
}

template <class V>
void fields(V& visit, VoiceFigures& m) {
  visit(1, "legs", m.legs);
  visit(2, "legs_max", m.legs_max);
  visit(3, "packets_in", m.packets_in);
  visit(4, "packets_out", m.packets_out);
  visit(5, "packets_refused", m.packets_refused);
  visit(6, "packets_dropped", m.packets_dropped);
  visit(7, "frame_late", m.frame_late);
  visit(8, "frame_late_sum", m.frame_late_sum);
  visit(9, "devices", m.devices);
  visit(10, "invites", m.invites);
  visit(11, "registers", m.registers);
  visit(12, "byes", m.byes);
  visit(13, "options", m.options);
  visit(14, "other_requests", m.other_requests);
  visit(15, "calls_shed", m.calls_shed);
  visit(16, "slots", m.slots);
  visit(17, "slots_max", m.slots_max);
  visit(18, "facts_waiting", m.facts_waiting);
  visit(19, "cpu", m.cpu);
  visit(20, "resident_bytes", m.resident_bytes);
  visit(21, "open_fds", m.open_fds);
}

/// A fact as it stands in a frame: its body's kind (index in FactBody, never reordered) and bytes.
struct FactFrame {
  std::uint64_t number = 0;
  Duration age;
  std::uint8_t kind = 0;
  std::string body;
};

template <class V>
void fields(V& visit, FactFrame& m) {
  visit(1, "number", m.number);
  visit(2, "age", m.age);
  visit(3, "kind", m.kind);
  visit(4, "body", m.body);
}

}  // namespace relevo::link
