// What stands around the floor: starts of the core, sign-ins, idempotency keys, facts taken.
#include <algorithm>

#include "core/core.h"
#include "core/rules.h"

namespace relevo {

namespace {

/// At the end nearly always: each key lasts equally long.
template <class Expiry>
void put(std::deque<Expiry>& expiries, const Expiry& expiry) {
  expiries.insert(std::upper_bound(expiries.begin(), expiries.end(), expiry), expiry);
}

}  // namespace

/// Voice has to be heard before its contacts go on.
Decision decide(const State& state, const StartCore& command, const Asked& asked) {
  Events events{
      CoreStarted{.epoch = state.epoch + 1, .rules_version = rules_version, .away = command.away}};
  const Events lost = nodes_lost_at_start(state, asked.at);
  events.insert(events.end(), lost.begin(), lost.end());
  return events;
}

Decision decide(const State& state, const SetWallClock& command, const Asked& /*asked*/) {
  if (state.wall_offset == command.offset) return Events{};
  return Events{WallClockSet{.offset = command.offset}};
}

/// Whoever has sessions_of_user_max already loses the oldest: each browser that was closed without
/// signing out leaves one, and nobody is to be locked out by those.
///
/// Rejects: user_not_found.
Decision decide(const State& state, const OpenSession& command, const Asked& asked) {
  const UserSetup* user = entry_of(state.operation->users, command.user);
  if (user == nullptr || user->retired) return reject(Reject::user_not_found);
  Events events;
  const auto open = state.sessions_of_user.find(command.user);
  if (open != state.sessions_of_user.end() && open->second.size() >= sessions_of_user_max) {
    events.emplace_back(SessionClosed{
        .session = *open->second.begin(), .user = command.user, .end = SessionEnd::revoked});
  }
  events.emplace_back(SessionOpened{.session = {state.sessions_made + 1},
                                    .user = command.user,
                                    .token = command.token,
                                    .expires_at = asked.at + command.lasts});
  return events;
}

/// With the user's last one they leave whom they supervise: nobody listens who is not here.
///
/// Rejects: session_not_found.
Decision decide(const State& state, const CloseSession& command, const Asked& asked) {
  const auto found = state.sessions.find(command.session);
  if (found == state.sessions.end()) return reject(Reject::session_not_found);
  const UserId user = found->second.user;
  Events events{SessionClosed{.session = command.session, .user = user, .end = command.end}};
  if (state.sessions_of_user.at(user).size() == 1) revoke_supervision(events, state, user, asked);
  return events;
}

/// Rules before version 2 moved every deadline, offers' too: their logs fold as they did.
void apply(State& state, const CoreStarted& event, Time at) {
  state.epoch = event.epoch;
  const bool moves_all = event.rules_version < 2;
  for (auto& [id, contact] : state.contacts) {
    if (contact.state == ContactState::wrap_up && (moves_all || contact.wrap_up_ends <= at)) {
      state.deadlines.erase({contact.wrap_up_ends, DeadlineOf::wrap_up, id.value});
      contact.wrap_up_ends = contact.wrap_up_ends + event.away;
      if (contact.wrap_up_latest > Time{}) {
        contact.wrap_up_latest = contact.wrap_up_latest + event.away;
      }
      state.deadlines.insert({contact.wrap_up_ends, DeadlineOf::wrap_up, id.value});
    } else if (contact.offer.id && moves_all) {
      disarm(state, contact);
      contact.offer.expires_at = contact.offer.expires_at + event.away;
      arm(state, contact);
    }
  }
  arm_own_wrap_ups_again(state, at, event.away);
}

void apply(State& state, const WallClockSet& event, Time /*at*/) {
  state.wall_offset = event.offset;
}

void apply(State& state, const SessionOpened& event, Time /*at*/) {
  state.sessions_made = event.session.value;
  state.sessions.emplace(event.session, Session{.id = event.session,
                                                .user = event.user,
                                                .token = event.token,
                                                .expires_at = event.expires_at});
  state.sessions_of_user[event.user].insert(event.session);
  state.deadlines.insert({event.expires_at, DeadlineOf::session, event.session.value});
}

void apply(State& state, const SessionClosed& event, Time /*at*/) {
  const auto found = state.sessions.find(event.session);
  RELEVO_ASSERT(found != state.sessions.end());
  state.deadlines.erase({found->second.expires_at, DeadlineOf::session, event.session.value});
  const auto of_user = state.sessions_of_user.find(found->second.user);
  of_user->second.erase(event.session);
  if (of_user->second.empty()) state.sessions_of_user.erase(of_user);
  state.sessions.erase(found);
}

void apply(State& state, const KeyUsed& event, Time at) {
  remember(state,
           {.user = event.user,
            .key = event.key,
            .body = event.body,
            .first = state.position - event.events,
            .events = event.events,
            .expires_at = event.expires_at},
           at);
}

void remember(State& state, const UsedKey& used, Time at) {
  // Keys that are over leave when a new one comes, so that expiring needs no event of its own.
  while (!state.key_expiries.empty() && state.key_expiries.front().at <= at) {
    const auto name = state.key_expiries.front().name;
    state.key_expiries.pop_front();
    state.keys.erase(name);
    const auto theirs = state.key_expiries_of_user.find(name.first);
    theirs->second.pop_front();
    if (theirs->second.empty()) state.key_expiries_of_user.erase(theirs);
  }
  const std::pair<UserId, Digest> name{used.user, used.key};
  state.keys.emplace(name, used);
  put(state.key_expiries, {.at = used.expires_at, .first = used.first, .name = name});
  put(state.key_expiries_of_user[used.user], used.expires_at);
}

void apply(State& state, const FactsTaken& event, Time /*at*/) {
  state.facts_taken[event.node] = {.session = event.session, .number = event.number};
}

}  // namespace relevo
