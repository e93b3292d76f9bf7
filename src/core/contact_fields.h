// The fields of what happens to contacts: one line per field, once. As fields.h, which has the
// rest.
#pragma once

#include "core/events.h"

namespace relevo {

template <class V>
void fields(V& visit, ContactArrived& e) {
  visit(1, "contact", e.contact);
  visit(2, "person", e.person);
  visit(3, "leg", e.leg);
  visit(4, "node", e.node);
  visit(5, "queue", e.queue);
  visit(6, "media", e.media);
  visit(7, "late", e.late);
}

template <class V>
void fields(V& visit, ContactQueued& e) {
  visit(1, "contact", e.contact);
  visit(2, "queue", e.queue);
  visit(3, "by", e.by);
  visit(4, "queued_at", e.queued_at);
  visit(5, "credit", e.credit);
}

template <class V>
void fields(V& visit, Candidate& e) {
  visit(1, "agent", e.agent);
  visit(2, "score", e.score);
}

template <class V>
void fields(V& visit, RoutingDecided& e) {
  visit(1, "contact", e.contact);
  visit(2, "queue", e.queue);
  visit(3, "agent", e.agent);
  visit(4, "strategy", e.strategy);
  visit(5, "rules_version", e.rules_version);
  visit(6, "waited", e.waited);
  visit(7, "credit", e.credit);
  visit(8, "eligible", e.eligible);
  visit(9, "candidates", e.candidates);
  visit(10, "not_skilled", e.not_skilled);
  visit(11, "offline", e.offline);
  visit(12, "on_contact", e.on_contact);
  visit(13, "wrapping_up", e.wrapping_up);
  visit(14, "off_phone", e.off_phone);
  visit(15, "on_break", e.on_break);
  visit(16, "unreachable", e.unreachable);
  visit(17, "missed", e.missed);
  visit(18, "rang_before", e.rang_before);
  visit(19, "node_away", e.node_away);
  visit(20, "retired", e.retired);
}

template <class V>
void fields(V& visit, OfferMade& e) {
  visit(1, "offer", e.offer);
  visit(2, "contact", e.contact);
  visit(3, "agent", e.agent);
  visit(4, "queue", e.queue);
  visit(5, "leg", e.leg);
  visit(6, "expires_at", e.expires_at);
  visit(7, "waited", e.waited);
}

template <class V>
void fields(V& visit, OfferRang& e) {
  visit(1, "offer", e.offer);
  visit(2, "agent", e.agent);
  visit(3, "contact", e.contact);
}

template <class V>
void fields(V& visit, OfferAnswering& e) {
  visit(1, "offer", e.offer);
  visit(2, "contact", e.contact);
  visit(3, "agent", e.agent);
}

template <class V>
void fields(V& visit, OfferAccepted& e) {
  visit(1, "offer", e.offer);
  visit(2, "contact", e.contact);
  visit(3, "agent", e.agent);
  visit(4, "rang", e.rang);
}

template <class V>
void fields(V& visit, OfferEnded& e) {
  visit(1, "offer", e.offer);
  visit(2, "contact", e.contact);
  visit(3, "agent", e.agent);
  visit(4, "end", e.end);
  visit(5, "rang", e.rang);
  visit(6, "rests", e.rests);
}

template <class V>
void fields(V& visit, ContactConnected& e) {
  visit(1, "contact", e.contact);
  visit(2, "agent", e.agent);
  visit(3, "queue", e.queue);
  visit(4, "waited", e.waited);
  visit(5, "total_waited", e.total_waited);
  visit(6, "target", e.target);
  visit(7, "first", e.first);
  visit(8, "late", e.late);
}

template <class V>
void fields(V& visit, ContactHeld& e) {
  visit(1, "contact", e.contact);
  visit(2, "agent", e.agent);
  visit(3, "cause", e.cause);
  visit(4, "late", e.late);
}

template <class V>
void fields(V& visit, ContactResumed& e) {
  visit(1, "contact", e.contact);
  visit(2, "agent", e.agent);
  visit(3, "cause", e.cause);
  visit(4, "held", e.held);
}

template <class V>
void fields(V& visit, ContactReleased& e) {
  visit(1, "contact", e.contact);
  visit(2, "agent", e.agent);
  visit(3, "queue", e.queue);
  visit(4, "by", e.by);
  visit(5, "fault", e.fault);
  visit(6, "talked", e.talked);
  visit(7, "held", e.held);
  visit(8, "late", e.late);
}

template <class V>
void fields(V& visit, ContactLostAgent& e) {
  visit(1, "contact", e.contact);
  visit(2, "agent", e.agent);
  visit(3, "queue", e.queue);
  visit(4, "fault", e.fault);
  visit(5, "talked", e.talked);
  visit(6, "held", e.held);
  visit(7, "late", e.late);
}

template <class V>
void fields(V& visit, WrapUpStarted& e) {
  visit(1, "contact", e.contact);
  visit(2, "agent", e.agent);
  visit(3, "ends_at", e.ends_at);
  visit(4, "handed_over", e.handed_over);
  visit(5, "latest_at", e.latest_at);
  visit(6, "queue", e.queue);
  visit(7, "turn", e.turn);
}

template <class V>
void fields(V& visit, WrapUpExtended& e) {
  visit(1, "contact", e.contact);
  visit(2, "agent", e.agent);
  visit(3, "ends_at", e.ends_at);
  visit(4, "by", e.by);
}

template <class V>
void fields(V& visit, WrapUpEnded& e) {
  visit(1, "contact", e.contact);
  visit(2, "agent", e.agent);
  visit(3, "cause", e.cause);
  visit(4, "lasted", e.lasted);
  visit(5, "handed_over", e.handed_over);
}

template <class V>
void fields(V& visit, ContactClosed& e) {
  visit(1, "contact", e.contact);
  visit(2, "queue", e.queue);
  visit(3, "agent", e.agent);
  visit(4, "end", e.end);
  visit(5, "fault", e.fault);
  visit(6, "waited", e.waited);
  visit(7, "total_waited", e.total_waited);
  visit(8, "target", e.target);
  visit(9, "short_abandon", e.short_abandon);
  visit(10, "late", e.late);
}

template <class V>
void fields(V& visit, ContactDisposed& e) {
  visit(1, "contact", e.contact);
  visit(2, "agent", e.agent);
  visit(3, "disposition", e.disposition);
  visit(4, "by", e.by);
  visit(5, "turn", e.turn);
  visit(6, "aside", e.aside);
}

template <class V>
void fields(V& visit, RecordingStarted& e) {
  visit(1, "contact", e.contact);
}

template <class V>
void fields(V& visit, RecordingEnded& e) {
  visit(1, "contact", e.contact);
  visit(2, "length", e.length);
  visit(3, "complete", e.complete);
}

template <class V>
void fields(V& visit, SupervisionStarted& e) {
  visit(1, "contact", e.contact);
  visit(2, "agent", e.agent);
  visit(3, "user", e.user);
  visit(4, "leg", e.leg);
  visit(5, "mode", e.mode);
  visit(6, "why", e.why);
}

template <class V>
void fields(V& visit, SupervisionJoined& e) {
  visit(1, "contact", e.contact);
  visit(2, "agent", e.agent);
  visit(3, "user", e.user);
  visit(4, "rang", e.rang);
  visit(5, "late", e.late);
}

template <class V>
void fields(V& visit, SupervisionChanged& e) {
  visit(1, "contact", e.contact);
  visit(2, "agent", e.agent);
  visit(3, "user", e.user);
  visit(4, "from", e.from);
  visit(5, "mode", e.mode);
  visit(6, "why", e.why);
}

template <class V>
void fields(V& visit, SupervisionEnded& e) {
  visit(1, "contact", e.contact);
  visit(2, "agent", e.agent);
  visit(3, "user", e.user);
  visit(4, "leg", e.leg);
  visit(5, "end", e.end);
  visit(6, "lasted", e.lasted);
  visit(7, "late", e.late);
  visit(8, "by", e.by);
}

template <class V>
void fields(V& visit, ContactTransferred& e) {
  visit(1, "contact", e.contact);
  visit(2, "agent", e.agent);
  visit(3, "queue", e.queue);
  visit(4, "mode", e.mode);
  visit(5, "to_agent", e.to_agent);
  visit(6, "to_queue", e.to_queue);
  visit(7, "cause", e.cause);
  visit(8, "fault", e.fault);
  visit(9, "talked", e.talked);
  visit(10, "held", e.held);
  visit(11, "late", e.late);
  visit(12, "user", e.user);
}

template <class V>
void fields(V& visit, ContactTakenOver& e) {
  visit(1, "contact", e.contact);
  visit(2, "agent", e.agent);
  visit(3, "queue", e.queue);
  visit(4, "user", e.user);
  visit(5, "leg", e.leg);
  visit(6, "talked", e.talked);
  visit(7, "held", e.held);
}

template <class V>
void fields(V& visit, SecondAsked& e) {
  visit(1, "contact", e.contact);
  visit(2, "agent", e.agent);
  visit(3, "asked_by", e.asked_by);
  visit(4, "queue", e.queue);
  visit(5, "offer", e.offer);
  visit(6, "leg", e.leg);
  visit(7, "expires_at", e.expires_at);
}

template <class V>
void fields(V& visit, SecondJoined& e) {
  visit(1, "contact", e.contact);
  visit(2, "agent", e.agent);
  visit(3, "offer", e.offer);
  visit(4, "rang", e.rang);
  visit(5, "late", e.late);
}

template <class V>
void fields(V& visit, DeviceHeld& e) {
  visit(1, "contact", e.contact);
  visit(2, "agent", e.agent);
  visit(3, "held", e.held);
  visit(4, "late", e.late);
}

template <class V>
void fields(V& visit, SecondLeft& e) {
  visit(1, "contact", e.contact);
  visit(2, "agent", e.agent);
  visit(3, "leg", e.leg);
  visit(4, "end", e.end);
  visit(5, "rang", e.rang);
  visit(6, "talked", e.talked);
  visit(7, "late", e.late);
}

template <class V>
void fields(V& visit, RecordingRead& e) {
  visit(1, "contact", e.contact);
  visit(2, "user", e.user);
}

template <class V>
void fields(V& visit, NoteAdded& e) {
  visit(1, "contact", e.contact);
  visit(2, "note", e.note);
  visit(3, "by", e.by);
}

}  // namespace relevo
