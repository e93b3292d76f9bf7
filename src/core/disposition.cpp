// Dispositions: what a contact came to, in its agent's word.
#include "core/rules.h"

namespace relevo {

/// Nothing when the contact has it already.
///
/// Rejects: contact_not_found, contact_of_other_agent, disposition_not_found,
/// disposition_of_other_campaign.
Decision decide(const State& state, const Dispose& command, const Asked& asked) {
  const auto found = state.contacts.find(command.contact);
  if (found == state.contacts.end()) return reject(Reject::contact_not_found);
  const Contact& contact = found->second;
  if (!has_handed_over(state, command.agent, contact.id) &&
      (!contact.agent || contact.agent != command.agent)) {
    return reject(Reject::contact_of_other_agent);
  }
  const Disposition* disposition = entry_of(state.operation->dispositions, command.disposition);
  if (disposition == nullptr || disposition->retired) return reject(Reject::disposition_not_found);
  if (!is_for(*disposition, state.setup(contact.queue).campaign)) {
    return reject(Reject::disposition_of_other_campaign);
  }
  if (contact.disposition == command.disposition) return Events{};
  return Events{ContactDisposed{.contact = contact.id,
                                .agent = command.agent,
                                .disposition = command.disposition,
                                .by = asked.by}};
}

void apply(State& state, const ContactDisposed& event, Time /*at*/) {
  contact_at(state, event.contact).disposition = event.disposition;
}

}  // namespace relevo
