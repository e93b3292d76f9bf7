// Promises about deadlines: nothing runs out before its time.
#include "sim/invariants/promises.h"

namespace relevo::sim {

void check_timers(const Ledger& before, const Record& record, Verdict& verdict) {
  if (const auto* offer = std::get_if<OfferEnded>(&record.event)) {
    const ContactPage* contact = before.contact(offer->contact);
    if (contact == nullptr || offer->end != OfferEnd::expired) return;
    verdict.expect(offer->rang <= record.at - contact->offer_made_at, timers,
                   "an offer rang for longer than it was there");
  } else if (const auto* wrap_up = std::get_if<WrapUpEnded>(&record.event)) {
    const ContactPage* contact = before.contact(wrap_up->contact);
    if (contact == nullptr || wrap_up->cause != Cause::timer) return;
    verdict.expect(record.at >= contact->wrap_up_ends, timers, "a wrap-up ends before its time");
  } else if (const auto* queued = std::get_if<ContactQueued>(&record.event)) {
    const ContactPage* contact = before.contact(queued->contact);
    if (contact == nullptr || queued->by != QueuedBy::offers_failed) return;
    verdict.expect(record.at >= contact->rests_until, timers, "a rest ends before its time");
  } else if (const auto* session = std::get_if<SessionClosed>(&record.event)) {
    const auto open = before.sessions().find(session->session);
    if (open == before.sessions().end() || session->end != SessionEnd::expired) return;
    verdict.expect(record.at >= open->second.expires_at, timers, "a session ends before its time");
  }
}

}  // namespace relevo::sim
