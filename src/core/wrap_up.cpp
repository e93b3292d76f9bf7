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
  const auto extended = [&](Time ends, Time latest) -> Decision {
    if (ends >= latest) return reject(Reject::wrap_up_at_most);
    return Events{WrapUpExtended{.contact = command.contact,
                                 .agent = command.agent,
                                 .ends_at = std::min(ends + extension, latest),
                                 .by = asked.by}};
  };
  if (has_handed_over(state, command.agent, command.contact)) {
    const Agent& agent = *state.agent(command.agent);
    return extended(agent.wrap_up_ends, agent.wrap_up_latest);
  }
  const auto found = state.contacts.find(command.contact);
  if (found == state.contacts.end()) return reject(Reject::contact_not_found);
  const Contact& contact = found->second;
  if (!command.agent || contact.agent != command.agent) {
    return reject(Reject::contact_of_other_agent);
  }
  if (contact.state != ContactState::wrap_up) return reject(Reject::contact_not_in_wrap_up);
  return extended(contact.wrap_up_ends, contact.wrap_up_latest);
}

void apply(State& state, const WrapUpExtended& event, Time /*at*/) {
  if (has_handed_over(state, event.agent, event.contact)) return apply_handed_over(state, event);
  Contact& contact = contact_at(state, event.contact);
  state.deadlines.erase({contact.wrap_up_ends, DeadlineOf::wrap_up, contact.id.value});
  contact.wrap_up_ends = event.ends_at;
  state.deadlines.insert({event.ends_at, DeadlineOf::wrap_up, contact.id.value});
}

}  // namespace relevo
