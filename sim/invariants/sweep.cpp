// Promises that take longer to look at: the board, counts by queue and state, legs, and the end.
#include <map>
#include <set>
#include <string>
#include <utility>

#include "base/enum_name.h"
#include "core/core.h"
#include "sim/invariants/promises.h"
#include "sim/voice.h"

namespace relevo::sim {

namespace {

constexpr Duration leg_outlives_max = seconds(5);

void the_board_counts_as_the_log(const Ledger& ledger, const Board& board, Verdict& verdict) {
  const auto expect = [&](bool same, const char* what) {
    verdict.expect(same, board_is_the_log, what);
  };
  expect(board.agents().size() == ledger.agents().size(), "other agents on the board");
  expect(board.contacts().size() == ledger.contacts().size(), "other contacts on the board");
  if (verdict.first()) return;
  for (std::size_t i = 0; i < ledger.agents().size(); ++i) {
    const AgentRow& row = board.agents()[i];
    const AgentPage& page = ledger.agents()[i];
    expect(row.state == page.state && row.since == page.since, "an agent's state on the board");
    expect(row.contact == page.contact && row.devices == page.devices, "an agent on the board");
  }
  std::map<QueueId, std::set<std::pair<Time, ContactId>>> waiting;
  std::map<QueueId, std::uint32_t> connected;
  for (const auto& [id, page] : ledger.contacts()) {
    const auto row = board.contacts().find(id);
    if (row == board.contacts().end()) return expect(false, "a contact is not on the board");
    expect(row->second.state == page.state, "a contact's state on the board");
    expect(row->second.supervisors.size == page.supervisors.size(), "who supervises, on the board");
    const bool waits = page.state == ContactState::queued || page.state == ContactState::offered;
    if (waits) waiting[page.queue].insert({page.queued_at, id});
    if (page.state == ContactState::connected || page.state == ContactState::held) {
      ++connected[page.queue];
    }
  }
  for (const QueueRow& row : board.queues()) {
    expect(row.waiting == waiting[row.id], "who waits, on the board");
    expect(row.connected == connected[row.id], "how many are connected, on the board");
  }
}

void the_core_counts_as_the_log(const Ledger& ledger, const Core& core, Verdict& verdict) {
  const State& state = core.state();
  for (const auto& [id, page] : ledger.contacts()) {
    const auto contact = state.contacts.find(id);
    if (contact == state.contacts.end()) {
      return verdict.broken(conservation, "the core has lost a contact");
    }
    verdict.expect(contact->second.state == page.state && contact->second.queue == page.queue,
                   conservation, "the core has a contact in another state or queue");
  }
  for (std::size_t i = 0; i < ledger.agents().size(); ++i) {
    verdict.expect(state.agents[i].state == ledger.agents()[i].state, agent_clock,
                   "the core has an agent in another state");
  }
}

void nothing_grows_without_end(const Core& core, Verdict& verdict) {
  const State& state = core.state();
  for (const auto& [user, keys] : state.key_expiries_of_user) {
    verdict.expect(keys.size() <= keys_of_user_max, bounded, "too many keys of one user");
  }
  verdict.expect(state.keys.size() <= keys_max + keys_fair_max * state.key_expiries_of_user.size(),
                 bounded, "too many keys of all users");
}

bool is_settled(const AgentPage& agent) {
  switch (agent.state) {
    case AgentState::offline:
    case AgentState::ready:
    case AgentState::break_:
    case AgentState::off_phone_work:
      return true;
    case AgentState::unreachable:
      return agent.devices == 0;
    case AgentState::reserved:
    case AgentState::dialing:
    case AgentState::talking:
    case AgentState::hold:
    case AgentState::consult:
    case AgentState::wrap_up:
    case AgentState::missed:
      return false;
  }
  return false;
}

}  // namespace

void sweep(const Ledger& ledger, const Core& core, const Board& board, Verdict& verdict) {
  the_board_counts_as_the_log(ledger, board, verdict);
  the_core_counts_as_the_log(ledger, core, verdict);
  nothing_grows_without_end(core, verdict);
}

/// Legs that are both up, of a contact that has been connected for a while.
void the_connected_hear_each_other(const Ledger& ledger, const Voice& voice, Verdict& verdict) {
  for (const auto& [id, contact] : ledger.contacts()) {
    const bool settled = contact.state == ContactState::connected &&
                         ledger.at() - contact.state_since >= leg_outlives_max;
    if (!settled || !voice.is_up(contact.customer_leg)) continue;
    const auto leg = voice.legs().find(contact.agent_leg);
    if (leg == voice.legs().end() || !leg->second.up) continue;
    verdict.expect(leg->second.bridged, heard, "they are connected and do not hear each other");
  }
}

void sweep_legs(const Ledger& ledger, const Voice& voice, Time now, Verdict& verdict) {
  const auto in_touch = voice.in_touch_since();
  if (!in_touch || now - *in_touch < leg_outlives_max) return;
  the_connected_hear_each_other(ledger, voice, verdict);
  for (const auto& [id, leg] : voice.legs()) {
    if (!leg.contact || ledger.contact(leg.contact) != nullptr) continue;
    const Time* closed = ledger.closed_at(leg.contact);
    const bool just_now = closed != nullptr && ledger.at() - *closed < leg_outlives_max;
    verdict.expect(just_now || now - leg.since < leg_outlives_max, customer_has_an_owner,
                   "a leg lives on after its contact");
  }
}

void check_end(const Ledger& ledger, const Core& core, const Voice& voice, Verdict& verdict) {
  for (const auto& [id, contact] : ledger.contacts()) {
    verdict.broken(all_ends_well, "contact " + std::to_string(id.value) + " has no end");
  }
  for (std::size_t i = 0; i < ledger.agents().size(); ++i) {
    if (ledger.operation().agents[i].retired || is_settled(ledger.agents()[i])) continue;
    verdict.broken(all_ends_well, "agent " + std::to_string(i + 1) + " is stuck: " +
                                      std::string(enum_name(ledger.agents()[i].state)));
  }
  for (const Queue& queue : core.state().queues) {
    verdict.expect(queue.waiting.empty() && queue.contacts == 0, all_ends_well,
                   "a queue is not empty");
  }
  verdict.expect(core.state().contact_of_leg.empty(), all_ends_well, "the core has a leg left");
  verdict.expect(voice.legs().empty(), customer_has_an_owner, "voice has a leg left");
  verdict.expect(voice.facts_waiting() == 0, all_ends_well, "voice has facts that nobody took");
}

}  // namespace relevo::sim
