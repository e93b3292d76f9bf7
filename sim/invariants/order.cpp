// Promises about the log's order: positions, time, epochs, facts and keys.
#include "sim/invariants/promises.h"

namespace relevo::sim {

namespace {

void follows(const Ledger& before, const Record& record, Verdict& verdict) {
  verdict.expect(record.position == before.position() + 1, gapless, "a gap in the positions");
  verdict.expect(record.at >= before.at(), gapless, "time goes back");
}

void epoch_rises(const Ledger& before, const CoreStarted& event, Verdict& verdict) {
  verdict.expect(event.epoch > before.epoch(), fencing, "a start without an epoch of its own");
}

void facts_count_up(const Ledger& before, const FactsTaken& event, Verdict& verdict) {
  const auto known = before.facts().find(event.node);
  if (known == before.facts().end() || known->second.session != event.session) return;
  verdict.expect(event.number > known->second.number, idempotency, "facts are taken twice");
}

}  // namespace

void check_order(const Ledger& before, const Record& record, Verdict& verdict) {
  follows(before, record, verdict);
  if (const auto* start = std::get_if<CoreStarted>(&record.event)) {
    epoch_rises(before, *start, verdict);
  } else if (const auto* facts = std::get_if<FactsTaken>(&record.event)) {
    facts_count_up(before, *facts, verdict);
  }
}

void check_event(const Ledger& before, const Record& record, Verdict& verdict) {
  check_order(before, record, verdict);
  check_contacts(before, record, verdict);
  check_agents(before, record, verdict);
  check_waits(before, record, verdict);
  check_configuration(before, record, verdict);
  check_timers(before, record, verdict);
  check_limits(before, record, verdict);
}

}  // namespace relevo::sim
