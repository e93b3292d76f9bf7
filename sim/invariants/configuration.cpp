// Promises about the operation: it changes at one position, and each event obeys the one in force.
#include "sim/invariants/promises.h"

namespace relevo::sim {

namespace {

const QueueSetup* setup_of(const Ledger& before, QueueId queue) {
  return entry_of(before.operation().queues, queue);
}

void versions_count_up(const Ledger& before, const OperationApplied& event, Verdict& verdict) {
  verdict.expect(event.version == before.operation().version + 1, one_configuration,
                 "a version left out or given twice");
}

void arrives_at_a_queue(const Ledger& before, const ContactArrived& event, Verdict& verdict) {
  const QueueSetup* queue = setup_of(before, event.queue);
  verdict.expect(queue != nullptr && !queue->retired, one_configuration,
                 "a contact of a queue that is not there");
}

void has_the_queues_credit(const Ledger& before, const ContactQueued& event, Verdict& verdict) {
  const QueueSetup* queue = setup_of(before, event.queue);
  if (queue == nullptr || event.by != QueuedBy::arrival) return;
  verdict.expect(event.credit == queue->credit, one_configuration, "a credit of another version");
}

void rings_as_long_as_the_queue_says(const Ledger& before, const OfferMade& event, Time at,
                                     Verdict& verdict) {
  const QueueSetup* queue = setup_of(before, event.queue);
  if (queue == nullptr) return;
  verdict.expect(event.expires_at == at + queue->ring, one_configuration,
                 "a ring time of another version");
}

void decided_by_the_queues_strategy(const Ledger& before, const RoutingDecided& event,
                                    Verdict& verdict) {
  const QueueSetup* queue = setup_of(before, event.queue);
  if (queue == nullptr) return;
  verdict.expect(event.strategy == queue->strategy, one_configuration,
                 "a strategy of another version");
}

void closed_by_the_queues_target(const Ledger& before, const ContactClosed& event,
                                 Verdict& verdict) {
  const QueueSetup* queue = setup_of(before, event.queue);
  if (queue == nullptr) return;
  const bool same = event.short_abandon == queue->short_abandon;
  verdict.expect(same, one_configuration, "a short_abandon of another version");
  const bool is_short = event.end == ContactEnd::short_abandoned;
  const bool left = event.end == ContactEnd::abandoned || is_short;
  if (!left) return;
  // Who was with an agent before, and was lost by us, has waited in earnest.
  const ContactPage* contact = before.contact(event.contact);
  const bool in_earnest = contact != nullptr && contact->connected_once;
  verdict.expect(is_short == (!in_earnest && event.waited <= queue->short_abandon),
                 one_configuration, "abandoned short or long against the queue's limit");
}

}  // namespace

void check_configuration(const Ledger& before, const Record& record, Verdict& verdict) {
  if (const auto* applied = std::get_if<OperationApplied>(&record.event)) {
    versions_count_up(before, *applied, verdict);
  } else if (const auto* arrived = std::get_if<ContactArrived>(&record.event)) {
    arrives_at_a_queue(before, *arrived, verdict);
  } else if (const auto* queued = std::get_if<ContactQueued>(&record.event)) {
    has_the_queues_credit(before, *queued, verdict);
  } else if (const auto* made = std::get_if<OfferMade>(&record.event)) {
    rings_as_long_as_the_queue_says(before, *made, record.at, verdict);
  } else if (const auto* decided = std::get_if<RoutingDecided>(&record.event)) {
    decided_by_the_queues_strategy(before, *decided, verdict);
  } else if (const auto* closed = std::get_if<ContactClosed>(&record.event)) {
    closed_by_the_queues_target(before, *closed, verdict);
  }
}

}  // namespace relevo::sim
