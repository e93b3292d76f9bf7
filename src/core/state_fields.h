// The fields of what the state is made of, each once: for its hash, and for snapshots.
//
// A table of the state stands in fields(State) or is made anew by derive(). Snapshots are kept:
// fields are added, never renumbered or reused. tests/golden/state has old ones.
#pragma once

#include "core/state.h"

namespace relevo {

template <class V>
void fields(V& visit, DevicesAt& o) {
  visit(1, "node", o.node);
  visit(2, "devices", o.devices);
  visit(3, "pages", o.pages);
}

template <class V>
void fields(V& visit, Agent& o) {
  visit(1, "id", o.id);
  visit(2, "state", o.state);
  visit(3, "break_kind", o.break_kind);
  visit(4, "next_break", o.next_break);
  visit(5, "devices", o.devices);
  visit(6, "since", o.since);
  visit(7, "idle_since", o.idle_since);
  visit(8, "contact", o.contact);
  visit(9, "devices_at", o.devices_at);
  visit(10, "next_off_phone", o.next_off_phone);
  visit(11, "wrap_up_ends", o.wrap_up_ends);
  visit(12, "wrap_up_latest", o.wrap_up_latest);
  visit(13, "handed_over_in", o.handed_over_in);
  visit(14, "handed_over_turn", o.handed_over_turn);
  visit(15, "hand_since", o.hand_since);
  visit(16, "unread", o.unread);
  visit(17, "nudged_at", o.nudged_at);
}

template <class V>
void fields(V& visit, Offer& o) {
  visit(1, "id", o.id);
  visit(2, "agent", o.agent);
  visit(3, "leg", o.leg);
  visit(4, "made_at", o.made_at);
  visit(5, "expires_at", o.expires_at);
  visit(6, "answering", o.answering);
}

template <class V>
void fields(V& visit, Second& o) {
  visit(1, "agent", o.agent);
  visit(2, "leg", o.leg);
  visit(3, "offer", o.offer);
  visit(4, "since", o.since);
  visit(5, "device_hold", o.device_hold);
}

template <class V>
void fields(V& visit, Supervision& o) {
  visit(1, "user", o.user);
  visit(2, "leg", o.leg);
  visit(3, "mode", o.mode);
  visit(4, "since", o.since);
  visit(5, "joined_at", o.joined_at);
  visit(6, "why", o.why);
}

template <class V>
void fields(V& visit, Contact& o) {
  visit(1, "id", o.id);
  visit(2, "state", o.state);
  visit(3, "person", o.person);
  visit(4, "node", o.node);
  visit(5, "queue", o.queue);
  visit(6, "customer_leg", o.customer_leg);
  visit(7, "agent_leg", o.agent_leg);
  visit(8, "agent", o.agent);
  visit(9, "offer", o.offer);
  visit(10, "arrived_at", o.arrived_at);
  visit(11, "queued_at", o.queued_at);
  visit(12, "credit", o.credit);
  visit(13, "connected_at", o.connected_at);
  visit(14, "held_at", o.held_at);
  visit(15, "held", o.held);
  visit(16, "with_agents", o.with_agents);
  visit(17, "waited", o.waited);
  visit(18, "total_waited", o.total_waited);
  visit(19, "was_connected", o.was_connected);
  visit(20, "fault", o.fault);
  visit(21, "record", o.record);
  visit(22, "wrap_up_ends", o.wrap_up_ends);
  visit(23, "rang", o.rang);
  visit(24, "failures", o.failures);
  visit(25, "rests_until", o.rests_until);
  visit(26, "supervisors", o.supervisors);
  visit(27, "disposition", o.disposition);
  visit(28, "second", o.second);
  visit(29, "transferred_by", o.transferred_by);
  visit(30, "taken_over_by", o.taken_over_by);
  visit(31, "device_hold", o.device_hold);
  visit(32, "disposed_turn", o.disposed_turn);
  visit(33, "turn", o.turn);
  visit(40, "wrap_up_latest", o.wrap_up_latest);
}

template <class V>
void fields(V& visit, Alert& o) {
  visit(1, "id", o.id);
  visit(2, "rule", o.rule);
  visit(3, "subject", o.subject);
  visit(4, "severity", o.severity);
  visit(5, "level", o.level);
  visit(6, "owner", o.owner);
  visit(7, "count", o.count);
  visit(8, "opened_at", o.opened_at);
  visit(9, "climbs_at", o.climbs_at);
  visit(10, "snoozed_until", o.snoozed_until);
  visit(11, "settles_at", o.settles_at);
}

template <class V>
void fields(V& visit, Node& o) {
  visit(1, "id", o.id);
  visit(2, "session", o.session);
  visit(3, "away", o.away);
  visit(4, "away_since", o.away_since);
  visit(5, "gives_up_at", o.gives_up_at);
}

template <class V>
void fields(V& visit, Session& o) {
  visit(1, "id", o.id);
  visit(2, "user", o.user);
  visit(3, "token", o.token);
  visit(4, "expires_at", o.expires_at);
}

template <class V>
void fields(V& visit, UsedKey& o) {
  visit(1, "user", o.user);
  visit(2, "key", o.key);
  visit(3, "body", o.body);
  visit(4, "first", o.first);
  visit(5, "events", o.events);
  visit(6, "expires_at", o.expires_at);
  visit(7, "set_aside", o.set_aside);
}

template <class V>
void fields(V& visit, WaitKey& o) {
  visit(1, "order", o.order);
  visit(2, "contact", o.contact);
}

template <class V>
void fields(V& visit, Queue& o) {
  visit(1, "waiting", o.waiting);
  visit(2, "contacts", o.contacts);
}

template <class V>
void fields(V& visit, Deadline& o) {
  visit(1, "at", o.at);
  visit(2, "of", o.of);
  visit(3, "id", o.id);
}

template <class V>
void fields(V& visit, TakenFacts& o) {
  visit(1, "session", o.session);
  visit(2, "number", o.number);
}

template <class V>
void fields(V& visit, State& o) {
  visit(1, "position", o.position);
  visit(2, "at", o.at);
  visit(3, "epoch", o.epoch);
  visit(4, "wall_offset", o.wall_offset);
  visit(5, "contacts_made", o.contacts_made);
  visit(6, "offers_made", o.offers_made);
  visit(7, "legs_made", o.legs_made);
  visit(8, "sessions_made", o.sessions_made);
  visit(9, "operation", o.operation);
  visit(10, "agents", o.agents);
  visit(11, "queues", o.queues);
  visit(12, "contacts", o.contacts);
  visit(13, "contact_of_leg", o.contact_of_leg);
  visit(14, "sessions", o.sessions);
  visit(15, "keys", o.keys);
  visit(16, "facts_taken", o.facts_taken);
  visit(17, "deadlines", o.deadlines);
  visit(18, "nodes", o.nodes);
  visit(19, "alerts", o.alerts);
  visit(20, "alerts_made", o.alerts_made);
}

}  // namespace relevo
