// Wrap-up: how its agent gets more of it.
#include "core/rules.h"

namespace relevo {

namespace {

constexpr Duration extension = seconds(30);

}  // namespace

/// Half a minute more, or what is left up to the latest end.
///
/// Rejects: contact_not_found, contact_of_other_agent, contact_not_in_wrap_up, wrap_up_at_most.
Decision decide(const State& state, const ExtendWrapUp& command, const Asked& asked) {
  const auto found = state.contacts.find(command.contact);
  if (found == state.contacts.end()) return reject(Reject::contact_not_found);
  const Contact& contact = found->second;
  if (contact.agent != command.agent) return reject(Reject::contact_of_other_agent);
  if (contact.state != ContactState::wrap_up) return reject(Reject::contact_not_in_wrap_up);
  if (contact.wrap_up_ends >= contact.wrap_up_latest) return reject(Reject::wrap_up_at_most);
  return Events{
      WrapUpExtended{.contact = contact.id,
                     .agent = contact.agent,
                     .ends_at = std::min(contact.wrap_up_ends + extension, contact.wrap_up_latest),
                     .by = asked.by}};
}

void apply(State& state, const WrapUpExtended& event, Time /*at*/) {
  Contact& contact = contact_at(state, event.contact);
  state.deadlines.erase({contact.wrap_up_ends, DeadlineOf::wrap_up, contact.id.value});
  contact.wrap_up_ends = event.ends_at;
  state.deadlines.insert({event.ends_at, DeadlineOf::wrap_up, contact.id.value});
}

}  // namespace relevo
