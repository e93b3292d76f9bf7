// Who hears a conversation beside the agent, and when that ends.
#include <algorithm>

#include "core/rules.h"

namespace relevo {

namespace {

SupervisionEnd end_of(LegGone gone) {
  switch (gone) {
    case LegGone::hung_up:
    case LegGone::declined:
      return SupervisionEnd::stopped;
    case LegGone::no_answer:
    case LegGone::unreachable:
    case LegGone::network:
      return SupervisionEnd::unreachable;
    case LegGone::us:
    case LegGone::released:  // Nobody wanted it released: then it was our own doing.
      return SupervisionEnd::failed;
  }
  return SupervisionEnd::failed;
}

const Supervision* supervision_of(const Contact& contact, UserId user) {
  for (const Supervision& one : contact.supervisors) {
    if (one.user == user) return &one;
  }
  return nullptr;
}

SupervisionEnded ended(const Contact& contact, const Supervision& supervision, SupervisionEnd end,
                       const Asked& asked) {
  // What ended it may have happened before it began, and be told of only now.
  const Asked then = not_before(supervision.since, asked);
  return {.contact = contact.id,
          .agent = contact.agent,
          .user = supervision.user,
          .leg = supervision.leg,
          .end = end,
          .lasted = then.happened() - supervision.since,
          .late = then.late};
}

/// The contact whose conversation the user hears, or nullptr.
const Contact* supervised_by(const State& state, UserId user) {
  const auto found = state.supervised.find(user);
  return found == state.supervised.end() ? nullptr : &state.contacts.at(found->second);
}

Supervision& supervision_at(Contact& contact, UserId user) {
  const auto found = std::find_if(contact.supervisors.begin(), contact.supervisors.end(),
                                  [user](const Supervision& one) { return one.user == user; });
  RELEVO_ASSERT(found != contact.supervisors.end());
  return *found;
}

/// The conversation that is asked for, or why the user cannot be beside it.
tl::expected<const Contact*, Reject> conversation_of(const State& state, const Supervise& command,
                                                     UserId user) {
  const AgentSetup* const setup = entry_of(state.operation->agents, command.agent);
  if (setup == nullptr || setup->retired) return reject(Reject::agent_not_found);
  const UserSetup* const asks = entry_of(state.operation->users, user);
  if (asks == nullptr || asks->retired) return reject(Reject::user_not_found);
  if (setup->user == user) return reject(Reject::own_contact);
  const auto found = state.contacts.find(state.agent(command.agent)->contact);
  const bool talks =
      found != state.contacts.end() && found->first == command.contact &&
      found->second.agent == command.agent &&
      (found->second.state == ContactState::connected || found->second.state == ContactState::held);
  if (!talks) return reject(Reject::agent_not_connected);
  return &found->second;
}

}  // namespace

const Supervision* supervision_on(const Contact& contact, LegId leg) {
  for (const Supervision& one : contact.supervisors) {
    if (one.leg == leg) return &one;
  }
  return nullptr;
}

SupervisionEnded supervision_gone(const Contact& contact, const Supervision& supervision,
                                  LegGone gone, const Asked& told) {
  return ended(contact, supervision, end_of(gone), told);
}

void end_supervisions(Events& events, const Contact& contact, SupervisionEnd end,
                      const Asked& asked) {
  for (const Supervision& one : contact.supervisors) {
    events.emplace_back(ended(contact, one, end, asked));
  }
}

/// The same mode again gives nothing.
///
/// Rejects: not_supervising for `off`; for all else agent_not_found, user_not_found, own_contact,
/// agent_not_connected, supervisors_full.
Decision decide(const State& state, const Supervise& command, const Asked& asked) {
  const Contact* const before = supervised_by(state, asked.by);
  if (command.mode == SuperviseMode::off) {
    if (before == nullptr || before->agent != command.agent) {
      return reject(Reject::not_supervising);
    }
    return Events{
        ended(*before, *supervision_of(*before, asked.by), SupervisionEnd::stopped, asked)};
  }
  const auto found = conversation_of(state, command, asked.by);
  if (!found) return reject(found.error());
  const Contact& contact = **found;
  if (before == &contact) {
    const SuperviseMode from = supervision_of(contact, asked.by)->mode;
    if (from == command.mode) return Events{};
    return Events{SupervisionChanged{.contact = contact.id,
                                     .agent = contact.agent,
                                     .user = asked.by,
                                     .from = from,
                                     .mode = command.mode}};
  }
  if (contact.supervisors.full()) return reject(Reject::supervisors_full);
  Events events;
  if (before != nullptr) {
    events.emplace_back(
        ended(*before, *supervision_of(*before, asked.by), SupervisionEnd::replaced, asked));
  }
  events.emplace_back(SupervisionStarted{.contact = contact.id,
                                         .agent = contact.agent,
                                         .user = asked.by,
                                         .leg = {state.legs_made + 1},
                                         .mode = command.mode});
  return events;
}

void apply(State& state, const SupervisionStarted& event, Time at) {
  Contact& contact = contact_at(state, event.contact);
  contact.supervisors.push_back(
      {.user = event.user, .leg = event.leg, .mode = event.mode, .since = at});
  state.supervised[event.user] = contact.id;
  state.contact_of_leg.emplace(event.leg, contact.id);
  state.legs_made = event.leg.value;
}

void apply(State& state, const SupervisionChanged& event, Time /*at*/) {
  supervision_at(contact_at(state, event.contact), event.user).mode = event.mode;
}

void apply(State& state, const SupervisionEnded& event, Time /*at*/) {
  Contact& contact = contact_at(state, event.contact);
  List<Supervision, supervisors_max> left;
  for (const Supervision& one : contact.supervisors) {
    if (one.user != event.user) left.push_back(one);
  }
  contact.supervisors = left;
  state.supervised.erase(event.user);
  state.contact_of_leg.erase(event.leg);
}

}  // namespace relevo
