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

/// Nothing when it is as before.
Events changed(const Contact& contact, const Supervision& own, const Supervise& command) {
  const SuperviseWhy why = command.why == SuperviseWhy::none ? own.why : command.why;
  if (own.mode == command.mode && own.why == why) return {};
  return {SupervisionChanged{.contact = contact.id,
                             .agent = contact.agent,
                             .user = own.user,
                             .from = own.mode,
                             .mode = command.mode,
                             .why = why}};
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

/// Whether contacts come to the agent, now or without a word of theirs when a wrap-up ends or a
/// device is back, or one is there.
bool takes_contacts(AgentState state) {
  switch (state) {
    case AgentState::offline:
    case AgentState::off_phone_work:
    case AgentState::break_:
    case AgentState::missed:
      return false;
    case AgentState::ready:
    case AgentState::reserved:
    case AgentState::dialing:
    case AgentState::talking:
    case AgentState::hold:
    case AgentState::consult:
    case AgentState::wrap_up:
    case AgentState::unreachable:
      return true;
  }
  return true;
}

bool is_at_work(const State& state, UserId user) {
  for (auto own = state.agents_of_user.lower_bound({user, AgentId{}});
       own != state.agents_of_user.end() && own->first == user; ++own) {
    if (takes_contacts(state.agent(own->second)->state)) return true;
  }
  return false;
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
  const AgentSetup* const second = entry_of(state.operation->agents, found->second.second.agent);
  if (second != nullptr && second->user == user) return reject(Reject::own_contact);
  return &found->second;
}

/// The agent leaves with a wrap-up of their own, and so do all who are beside them.
Events take_over(const State& state, const Contact& contact, LegId leg, const Asked& asked) {
  Events events;
  end_supervisions(events, contact, SupervisionEnd::transferred, asked);
  dismiss_second(events, state, contact, SecondEnd::withdrawn, Cause::supervisor, asked);
  start_own_wrap_up(events, state, contact, asked);
  events.emplace_back(ContactTakenOver{.contact = contact.id,
                                       .agent = contact.agent,
                                       .queue = contact.queue,
                                       .user = asked.by,
                                       .leg = leg,
                                       .talked = asked.at - contact.connected_at,
                                       .held = held_until(contact, asked.at)});
  leave_contact(events, state, contact, Cause::supervisor, asked);
  return events;
}

}  // namespace

bool is_supervising(const State& state, AgentId agent) {
  return state.supervised.contains(state.operation->agents[agent.value - 1].user);
}

const Supervision* supervision_on(const Contact& contact, LegId leg) {
  for (const Supervision& one : contact.supervisors) {
    if (one.leg == leg) return &one;
  }
  return nullptr;
}

Events supervision_joins(const Contact& contact, const Supervision& supervision,
                         const Asked& told) {
  if (supervision.has_joined()) return {};
  const Asked asked = not_before(supervision.since, told);
  return {SupervisionJoined{.contact = contact.id,
                            .agent = contact.agent,
                            .user = supervision.user,
                            .rang = asked.happened() - supervision.since,
                            .late = asked.late}};
}

SupervisionEnded supervision_gone(const Contact& contact, const Supervision& supervision,
                                  LegGone gone, const Asked& told) {
  return ended(contact, supervision, end_of(gone), told);
}

void revoke_supervision(Events& events, const State& state, UserId user, const Asked& asked) {
  const Contact* const contact = supervised_by(state, user);
  if (contact == nullptr || contact->taken_over_by == user) return;
  SupervisionEnded end =
      ended(*contact, *supervision_of(*contact, user), SupervisionEnd::revoked, asked);
  if (asked.by != user) end.by = asked.by;
  events.emplace_back(end);
}

void end_supervisions(Events& events, const Contact& contact, SupervisionEnd end,
                      const Asked& asked) {
  for (const Supervision& one : contact.supervisors) {
    events.emplace_back(ended(contact, one, end, asked));
  }
}

/// The same mode again, for the same reason, gives nothing. Who has taken a contact over is beside
/// nobody until it ends; `off` ends it, said of the agent from whom it was taken.
///
/// Rejects: not_supervising for `off`, and for `take_over` by who does not hear it; agent_busy for
/// who has taken over; own_agent_at_work, as there is one phone for both; why_missing for who
/// begins; else agent_not_found, user_not_found, own_contact, agent_not_connected,
/// supervisors_full.
Decision decide(const State& state, const Supervise& command, const Asked& asked) {
  const Contact* const before = supervised_by(state, asked.by);
  if (before != nullptr && before->taken_over_by) {
    if (command.mode != SuperviseMode::off) return reject(Reject::agent_busy);
    if (before->transferred_by != command.agent) return reject(Reject::not_supervising);
    Events events;
    release(events, state, *before, {.by = Party::supervisor, .cause = Cause::supervisor}, asked);
    return events;
  }
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
  if (command.mode == SuperviseMode::take_over) {
    const Supervision* const own = before == &contact ? supervision_of(contact, asked.by) : nullptr;
    if (own == nullptr || !own->has_joined()) return reject(Reject::not_supervising);
    return take_over(state, contact, own->leg, asked);
  }
  if (before == &contact) {
    return changed(contact, *supervision_of(contact, asked.by), command);
  }
  if (is_at_work(state, asked.by)) return reject(Reject::own_agent_at_work);
  if (contact.supervisors.full()) return reject(Reject::supervisors_full);
  if (command.why == SuperviseWhy::none) return reject(Reject::why_missing);
  Events events;
  if (before != nullptr) {
    events.emplace_back(
        ended(*before, *supervision_of(*before, asked.by), SupervisionEnd::replaced, asked));
  }
  events.emplace_back(SupervisionStarted{.contact = contact.id,
                                         .agent = contact.agent,
                                         .user = asked.by,
                                         .leg = {state.legs_made + 1},
                                         .mode = command.mode,
                                         .why = command.why});
  return events;
}

/// Rejects: not_supervising.
Decision decide(const State& state, const EndSupervision& command, const Asked& asked) {
  const Contact* const contact = supervised_by(state, command.user);
  Events events;
  if (contact != nullptr && contact->id == command.contact) {
    revoke_supervision(events, state, command.user, asked);
  }
  if (events.empty()) return reject(Reject::not_supervising);
  return events;
}

void apply(State& state, const SupervisionStarted& event, Time at) {
  Contact& contact = contact_at(state, event.contact);
  contact.supervisors.push_back(
      {.user = event.user, .leg = event.leg, .mode = event.mode, .since = at, .why = event.why});
  state.supervised[event.user] = contact.id;
  state.contact_of_leg.emplace(event.leg, contact.id);
  state.legs_made = event.leg.value;
}

void apply(State& state, const SupervisionJoined& event, Time at) {
  supervision_at(contact_at(state, event.contact), event.user).joined_at = at - event.late;
}

void apply(State& state, const SupervisionChanged& event, Time /*at*/) {
  Supervision& one = supervision_at(contact_at(state, event.contact), event.user);
  one.mode = event.mode;
  one.why = event.why;
}

void apply(State& state, const ContactTakenOver& event, Time at) {
  Contact& contact = contact_at(state, event.contact);
  contact.with_agents = contact.with_agents + event.talked;
  contact.held = {};
  contact.transferred_by = event.agent;
  contact.agent = {};
  forget_leg(state, contact.agent_leg);
  contact.agent_leg = event.leg;
  state.contact_of_leg.emplace(event.leg, contact.id);
  contact.taken_over_by = event.user;
  contact.turn += 1;
  state.supervised[event.user] = contact.id;
  contact.state = ContactState::connected;
  contact.connected_at = at;
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
