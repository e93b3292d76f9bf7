// The fields of what the state is made of, each once: for its hash, and for snapshots.
#pragma once

#include "core/state.h"

namespace relevo {

template <class V>
void fields(V& visit, DevicesAt& o) {
  visit(1, "node", o.node);
  visit(2, "devices", o.devices);
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
}

template <class V>
void fields(V& visit, Offer& o) {
  visit(1, "id", o.id);
  visit(2, "agent", o.agent);
  visit(3, "leg", o.leg);
  visit(4, "made_at", o.made_at);
  visit(5, "expires_at", o.expires_at);
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
}

}  // namespace relevo
