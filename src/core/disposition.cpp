// Dispositions: what a contact came to, in its agent's word.
#include "core/rules.h"

namespace relevo {

/// Who handed the contact over says it of the queue where it was theirs, and not over the word of
/// whoever has had it since. Nothing when the contact has it already.
///
/// Rejects: contact_not_found, contact_of_other_agent, disposition_not_found,
/// disposition_of_other_campaign.
Decision decide(const State& state, const Dispose& command, const Asked& asked) {
  const auto found = state.contacts.find(command.contact);
  if (found == state.contacts.end()) return reject(Reject::contact_not_found);
  const Contact& contact = found->second;
  const bool was_theirs = has_handed_over(state, command.agent, contact.id);
  if (!was_theirs && !has_contact(contact, command.agent, asked.by)) {
    return reject(Reject::contact_of_other_agent);
  }
  QueueId queue = contact.queue;
  std::uint32_t turn = contact.turn;
  if (was_theirs) {
    const Agent& agent = *state.agent(command.agent);
    turn = agent.handed_over_turn;
    if (agent.handed_over_in) queue = agent.handed_over_in;  // Old logs do not say.
  }
  const Disposition* disposition = entry_of(state.operation->dispositions, command.disposition);
  if (disposition == nullptr || disposition->retired) return reject(Reject::disposition_not_found);
  if (!is_for(*disposition, state.setup(queue).campaign)) {
    return reject(Reject::disposition_of_other_campaign);
  }
  const bool aside = contact.disposition && contact.disposed_turn > turn;
  const bool is_said = contact.disposition == command.disposition;
  if (is_said && contact.disposed_turn >= turn) return Events{};
  return Events{ContactDisposed{.contact = contact.id,
                                .agent = command.agent,
                                .disposition = command.disposition,
                                .by = asked.by,
                                .turn = turn,
                                .aside = aside}};
}

void apply(State& state, const ContactDisposed& event, Time /*at*/) {
  if (event.aside) return;
  Contact& contact = contact_at(state, event.contact);
  contact.disposition = event.disposition;
  contact.disposed_turn = event.turn;
}

}  // namespace relevo
