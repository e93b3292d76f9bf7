// Promises that hold behind each turn of the engine: counts, deadlines, nobody forgotten.
#include <map>
#include <string>

#include "core/core.h"
#include "sim/invariants/promises.h"

namespace relevo::sim {

namespace {

void nothing_gets_lost(const Ledger& ledger, const Core& core, Verdict& verdict) {
  const std::uint64_t open = ledger.contacts().size();
  verdict.expect(ledger.contacts_arrived() == open + ledger.contacts_closed(), conservation,
                 "contacts that are neither open nor closed");
  verdict.expect(core.state().contacts.size() == open, conservation,
                 "the core has other contacts than the log tells of");
}

void no_deadline_is_over(const Ledger& ledger, const ContactPage& contact, Verdict& verdict) {
  const Time now = ledger.at();
  const bool rings = contact.state == ContactState::offered && !ledger.is_away(contact.node);
  verdict.expect(!rings || contact.offer_ends > now, timers, "an offer outlives its time");
  const bool rests = contact.rests_until > Time{} && !ledger.is_away(contact.node);
  verdict.expect(!rests || contact.rests_until > now, timers, "a rest outlives its time");
  verdict.expect(contact.state != ContactState::wrap_up || contact.wrap_up_ends > now, timers,
                 "a wrap-up outlives its time");
}

void no_deadline_is_over(const Ledger& ledger, Verdict& verdict) {
  const Time now = ledger.at();
  for (const auto& [id, node] : ledger.nodes()) {
    verdict.expect(!node.away || node.gives_up_at > now, timers, "a node is waited for too long");
  }
  const auto& ends = ledger.session_ends();
  verdict.expect(ends.empty() || ends.begin()->first > now, timers, "a session outlives its time");
}

void nobody_waits_in_vain(const Ledger& ledger, const std::map<QueueId, ContactId>& waiting,
                          Verdict& verdict) {
  if (waiting.empty()) return;
  for (std::size_t i = 0; i < ledger.agents().size(); ++i) {
    const AgentId agent{i + 1};
    if (ledger.agents()[i].state != AgentState::ready || !ledger.is_reachable(agent)) continue;
    for (const auto& [queue, id] : waiting) {
      if (!ledger.is_member(agent, queue)) continue;
      verdict.broken(nobody_waits_for_ready, "contact " + std::to_string(id.value) +
                                                 " waits, and agent " +
                                                 std::to_string(agent.value) + " is ready");
    }
  }
}

}  // namespace

/// One pass: with many contacts this is most of what a turn costs.
void check_after_turn(const Ledger& ledger, const Core& core, Verdict& verdict) {
  nothing_gets_lost(ledger, core, verdict);
  no_deadline_is_over(ledger, verdict);
  std::map<QueueId, ContactId> waiting;  // Whoever does, of each queue.
  for (const auto& [id, contact] : ledger.contacts()) {
    no_deadline_is_over(ledger, contact, verdict);
    if (ledger.waits(contact)) waiting[contact.queue] = id;
  }
  nobody_waits_in_vain(ledger, waiting, verdict);
}

}  // namespace relevo::sim
