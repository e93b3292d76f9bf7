// Promises that hold behind each turn of the engine: counts, deadlines, limits, nobody forgotten.
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

void no_deadline_is_over(const Ledger& ledger, Verdict& verdict) {
  const Time now = ledger.at();
  for (const auto& [id, contact] : ledger.contacts()) {
    const bool rings = contact.state == ContactState::offered && !ledger.is_away(contact.node);
    verdict.expect(!rings || contact.offer_ends > now, timers, "an offer outlives its time");
    verdict.expect(contact.state != ContactState::wrap_up || contact.wrap_up_ends > now, timers,
                   "a wrap-up outlives its time");
  }
  for (const auto& [id, node] : ledger.nodes()) {
    verdict.expect(!node.away || node.gives_up_at > now, timers, "a node is waited for too long");
  }
  for (const auto& [id, session] : ledger.sessions()) {
    verdict.expect(session.expires_at > now, timers, "a session outlives its time");
  }
}

void nobody_waits_in_vain(const Ledger& ledger, Verdict& verdict) {
  for (std::size_t i = 0; i < ledger.agents().size(); ++i) {
    const AgentId agent{i + 1};
    if (ledger.agents()[i].state != AgentState::ready || !ledger.is_reachable(agent)) continue;
    for (const auto& [id, contact] : ledger.contacts()) {
      const bool waits = contact.state == ContactState::queued && !ledger.is_away(contact.node);
      if (!waits || !ledger.is_member(agent, contact.queue)) continue;
      verdict.broken(nobody_waits_for_ready, "contact " + std::to_string(id.value) +
                                                 " waits, and agent " +
                                                 std::to_string(agent.value) + " is ready");
    }
  }
}

void queues_stay_within_their_limit(const Ledger& ledger, Verdict& verdict) {
  std::map<QueueId, std::uint32_t> contacts;
  for (const auto& [id, contact] : ledger.contacts()) {
    if (contact.state != ContactState::wrap_up) ++contacts[contact.queue];
  }
  for (const auto& [queue, count] : contacts) {
    const QueueSetup* setup = entry_of(ledger.operation().queues, queue);
    verdict.expect(setup != nullptr && count <= setup->contacts_max, bounded,
                   "more contacts in a queue than contacts_max");
  }
}

void sessions_stay_within_their_limit(const Ledger& ledger, Verdict& verdict) {
  std::map<UserId, std::size_t> of_user;
  for (const auto& [id, session] : ledger.sessions()) ++of_user[session.user];
  for (const auto& [user, count] : of_user) {
    verdict.expect(count <= sessions_of_user_max, bounded, "too many sessions of one user");
  }
}

}  // namespace

void check_after_turn(const Ledger& ledger, const Core& core, Verdict& verdict) {
  nothing_gets_lost(ledger, core, verdict);
  no_deadline_is_over(ledger, verdict);
  nobody_waits_in_vain(ledger, verdict);
  queues_stay_within_their_limit(ledger, verdict);
  sessions_stay_within_their_limit(ledger, verdict);
}

}  // namespace relevo::sim
