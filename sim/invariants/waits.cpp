// Promises about waiting: every wait is what the clock says, and nobody is overtaken.
#include "sim/invariants/promises.h"

namespace relevo::sim {

namespace {

Duration wait_of(const ContactPage& contact, Time at) { return at - contact.queued_at; }

Duration total_wait_of(const ContactPage& contact, Time at) {
  return at - contact.arrived_at - contact.with_agents;
}

void keeps_its_wait(const ContactPage& contact, const ContactQueued& event, Time at,
                    Verdict& verdict) {
  verdict.expect(event.queued_at <= at, waits_grow, "queued in the future");
  if (event.by == QueuedBy::arrival) {
    verdict.expect(event.queued_at == contact.arrived_at, waits_grow,
                   "a new contact waits since another moment than its arrival");
  } else if (event.by == QueuedBy::offers_failed) {
    verdict.expect(event.queued_at == contact.queued_at && event.credit == contact.credit,
                   waits_grow, "a wait changed by a rest");
  } else {
    verdict.expect(event.queued_at == contact.lost_at - contact.waited_before, waits_grow,
                   "a wait changed by a lost agent");
  }
}

void waited_in_queue(const ContactPage& contact, Duration waited, Time at, Verdict& verdict) {
  verdict.expect(waited == wait_of(contact, at), waits_grow, "a wait that the clock does not say");
  verdict.expect(waited.us >= 0, waits_grow, "a wait below nothing");
}

void closed_with_its_waits(const ContactPage& contact, const ContactClosed& event, Time at,
                           Verdict& verdict) {
  const bool was_served = contact.over_at.us != 0;
  const Duration waited = was_served ? contact.waited_before : wait_of(contact, at);
  const Duration total = total_wait_of(contact, was_served ? contact.over_at : at);
  verdict.expect(event.waited == waited, waits_grow, "closed with another wait");
  verdict.expect(event.total_waited == total, waits_grow, "closed with another total wait");
}

/// Whoever counts as having waited longer, and whom this agent may serve, comes first.
void served_in_order(const Ledger& before, const OfferMade& event, Verdict& verdict) {
  const ContactPage* chosen = before.contact(event.contact);
  if (chosen == nullptr) return;
  const Time order = chosen->queued_at - chosen->credit;
  for (const auto& [id, other] : before.contacts()) {
    if (!before.waits(other) || id == event.contact) continue;
    const Time its_order = other.queued_at - other.credit;
    if (its_order > order || (its_order == order && id > event.contact)) continue;
    if (!before.is_member(event.agent, other.queue)) continue;
    verdict.broken(no_overtaking, "contact " + std::to_string(event.contact.value) +
                                      " is offered before contact " + std::to_string(id.value));
  }
}

}  // namespace

void check_waits(const Ledger& before, const Record& record, Verdict& verdict) {
  if (const auto* event = std::get_if<ContactQueued>(&record.event)) {
    const ContactPage* contact = before.contact(event->contact);
    if (contact != nullptr) keeps_its_wait(*contact, *event, record.at, verdict);
  } else if (const auto* decided = std::get_if<RoutingDecided>(&record.event)) {
    const ContactPage* contact = before.contact(decided->contact);
    if (contact != nullptr) waited_in_queue(*contact, decided->waited, record.at, verdict);
  } else if (const auto* made = std::get_if<OfferMade>(&record.event)) {
    const ContactPage* contact = before.contact(made->contact);
    if (contact != nullptr) waited_in_queue(*contact, made->waited, record.at, verdict);
    served_in_order(before, *made, verdict);
  } else if (const auto* connected = std::get_if<ContactConnected>(&record.event)) {
    const ContactPage* contact = before.contact(connected->contact);
    if (contact == nullptr) return;
    const Time happened = record.at - connected->late;
    waited_in_queue(*contact, connected->waited, happened, verdict);
    verdict.expect(connected->total_waited == total_wait_of(*contact, happened), waits_grow,
                   "a total wait that the clock does not say");
  } else if (const auto* closed = std::get_if<ContactClosed>(&record.event)) {
    const ContactPage* contact = before.contact(closed->contact);
    if (contact != nullptr) {
      closed_with_its_waits(*contact, *closed, record.at - closed->late, verdict);
    }
  }
}

}  // namespace relevo::sim
