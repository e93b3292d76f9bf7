#include "sim/consoles.h"

#include <iterator>
#include <utility>

#include "sim/operation.h"

namespace relevo::sim {

namespace {

constexpr UserId supervisor{1};

}  // namespace

void Consoles::seat(AgentId agent) {
  schedule_.after(chance_.around(plan_.think), [this, agent] { look(agent); });
}

void Consoles::look(AgentId agent) {
  seat(agent);
  const Board* board = shown_();
  if (board == nullptr || agent.value > board->agents().size()) return;
  const AgentSetup& setup = board->operation().agents[agent.value - 1];
  if (setup.retired) return;
  if (!calm_ && chance_.per_mille(plan_.per_mille_of(FaultKind::nonsense))) {
    return nonsense(*board, chance_.percent(70) ? setup.user : supervisor);
  }
  const AgentRow& row = board->agents()[agent.value - 1];
  if (plan_.supervised) supervise(*board, row);
  if (!calm_ && chance_.percent(2)) return ask(supervisor, ForceState{row.id, forced(), text()});
  if (!calm_ && chance_.percent(2)) return write(*board, row);
  const UserId user = !calm_ && chance_.percent(2) ? supervisor : setup.user;
  if (calm_) {
    act_in_calm(row, user);
  } else {
    act_in_storm(row, user);
  }
}

void Consoles::act_in_calm(const AgentRow& row, UserId user) {
  switch (row.state) {
    case AgentState::offline:
      return ask(user, SignInAgent{row.id});
    case AgentState::off_phone_work:
    case AgentState::missed:
      return ask(user, SetReady{row.id});
    case AgentState::break_:
      return ask(user, EndBreak{row.id});
    case AgentState::hold:
      return ask(user, ResumeContact{row.id, row.contact});
    case AgentState::wrap_up:
      return ask(user, FinishWrapUp{row.id, row.contact});
    case AgentState::reserved:  // In the page; a phone rings by itself.
      return ask(user, AcceptOffer{row.id, row.contact});
    case AgentState::ready:
    case AgentState::dialing:
    case AgentState::talking:
    case AgentState::consult:
    case AgentState::unreachable:  // Their phone alone brings them back.
      return;
  }
}

void Consoles::act_in_storm(const AgentRow& row, UserId user) {
  const auto does = chance_.below(100);
  const auto kind = static_cast<BreakKind>(chance_.between(1, 6));
  if (does == 99) return sessions(user);
  switch (row.state) {
    case AgentState::offline:
      if (does < 70) ask(user, SignInAgent{row.id});
      return;
    case AgentState::off_phone_work:
    case AgentState::missed:
      if (does < 70) return ask(user, SetReady{row.id});
      if (does < 75) return ask(user, RequestBreak{row.id, kind});
      if (does < 78) return ask(user, SignOutAgent{row.id});
      return;
    case AgentState::ready:
      if (does < 4) return ask(user, RequestBreak{row.id, kind});
      if (does < 6) return ask(user, SignOutAgent{row.id});
      if (does < 8) return ask(user, SetOffPhoneWork{row.id});
      return;
    case AgentState::break_:
      if (does < 15) return ask(user, EndBreak{row.id});
      if (does < 18) return ask(user, RequestBreak{row.id, kind});
      if (does < 20) return ask(user, SetReady{row.id});
      return;
    case AgentState::reserved:
      if (does < 5) return ask(user, DeclineOffer{row.id, row.contact});
      if (does < 8) return ask(user, RequestBreak{row.id, kind});
      if (does < 50) return ask(user, AcceptOffer{row.id, row.contact});
      return;
    case AgentState::talking:
      if (does < 8) return ask(user, HoldContact{row.id, row.contact});
      if (does < 14) return ask(user, HangUp{row.id, row.contact});
      if (does < 16) return ask(user, RequestBreak{row.id, kind});
      if (does < 18) return ask(user, SetReady{row.id});
      if (does < 20) return ask(user, SetOffPhoneWork{row.id});
      if (does < 24) return ask(user, Dispose{row.id, row.contact, {chance_.between(1, 2)}});
      if (does < 27) return ask(user, RaiseHand{row.id});
      if (does < 30) return ask(user, LowerHand{row.id});
      return;
    case AgentState::hold:
      if (does < 35) return ask(user, ResumeContact{row.id, row.contact});
      if (does < 40) return ask(user, HangUp{row.id, row.contact});
      return;
    case AgentState::wrap_up:
      if (does < 25) return ask(user, FinishWrapUp{row.id, row.contact});
      if (does < 30) return ask(user, SetReady{row.id});
      if (does < 33) return ask(user, RequestBreak{row.id, kind});
      if (does < 36) return ask(user, SetOffPhoneWork{row.id});
      if (does < 50) return ask(user, Dispose{row.id, row.contact, {chance_.between(1, 2)}});
      if (does < 60) return ask(user, ExtendWrapUp{row.id, row.contact});
      return;
    case AgentState::unreachable:
      if (does < 5) return ask(user, SetReady{row.id});
      if (does < 8) return ask(user, RequestBreak{row.id, kind});
      if (does < 10) return ask(user, SignOutAgent{row.id});
      return;
    case AgentState::dialing:
    case AgentState::consult:
      return;
  }
}

/// Somebody writes to the agent, or they read the oldest of their messages.
void Consoles::write(const Board& board, const AgentRow& row) {
  const auto unread = board.unread().find(row.id);
  if (unread == board.unread().end() || chance_.percent(50)) {
    return ask(supervisor, SendMessage{{row.id}, text(), chance_.percent(50)});
  }
  ask(board.operation().agents[row.id.value - 1].user,
      ReadMessage{row.id, unread->second.front().message});
}

/// Somebody goes to the conversation that the screen shows, or changes how they are heard there.
void Consoles::supervise(const Board& board, const AgentRow& row) {
  if (!row.contact || !supervisor_chance_.percent(30)) return;
  const UserId user = supervisor_chance_.percent(50)
                          ? supervisor
                          : UserId{supervisor_chance_.between(1, board.operation().users.size())};
  ask(user, Supervise{.agent = row.id,
                      .mode = static_cast<SuperviseMode>(supervisor_chance_.below(4)),
                      .contact = row.contact,
                      .why = static_cast<SuperviseWhy>(supervisor_chance_.below(7))});
}

void Consoles::sessions(UserId user) {
  Digest token{};
  for (std::uint8_t& byte : token) byte = static_cast<std::uint8_t>(chance_.below(256));
  ask(user,
      OpenSession{.user = user, .token = token, .lasts = chance_.between(seconds(1), minutes(5))});
}

void Consoles::nonsense(const Board& board, UserId user) {
  const AgentId agent{chance_.between(1, board.agents().size() + 1)};
  ContactId contact{chance_.below(1000)};
  if (!board.contacts().empty() && chance_.percent(80)) {
    auto at = board.contacts().begin();
    std::advance(at, static_cast<std::ptrdiff_t>(chance_.below(board.contacts().size())));
    contact = at->first;
  }
  switch (chance_.below(23)) {
    case 0:
      return ask(user, SignInAgent{agent});
    case 1:
      return ask(user, SignOutAgent{agent});
    case 2:
      return ask(user, SetReady{agent});
    case 3:
      return ask(user, RequestBreak{agent, static_cast<BreakKind>(chance_.between(1, 6))});
    case 4:
      return ask(user, EndBreak{agent});
    case 5:
      return ask(user, AcceptOffer{agent, contact});
    case 6:
      return ask(user, DeclineOffer{agent, contact});
    case 7:
      return ask(user, HoldContact{agent, contact});
    case 8:
      return ask(user, ResumeContact{agent, contact});
    case 9:
      return ask(user, HangUp{agent, contact});
    case 10:
      return ask(user, FinishWrapUp{agent, contact});
    case 11:
      return ask(user, CloseSession{.session = {chance_.below(20)}, .end = SessionEnd::revoked});
    case 12:
      return ask(user, SetOffPhoneWork{agent});
    case 13:
      return ask(user, Dispose{agent, contact, {chance_.below(5)}});
    case 14:
      return ask(user, RaiseHand{agent});
    case 15:
      return ask(user, LowerHand{agent});
    case 16:
      return ask(user, ExtendWrapUp{agent, contact});
    case 17:
      return ask(user, AddNote{contact, text()});
    case 18:
      return ask(user, SendMessage{{agent, {1}}, text(), false});
    case 19:
      return ask(user, ReadMessage{agent, text()});
    case 20:
      return ask(user, ReadRecording{contact});
    case 21:
      return ask(supervisor, ForceState{agent, forced(), text()});
    default:
      return ask(user, OpenSession{.user = {chance_.below(100)}, .lasts = seconds(30)});
  }
}

void Consoles::change_operation() {
  const Board* board = shown_();
  if (board == nullptr || board->operation().version == 0) return;
  const Operation& now = board->operation();
  const std::uint64_t base = chance_.percent(90) ? now.version : now.version - 1;
  clients_.ask(supervisor, apply_of(changed(now, chance_), base), {});
}

}  // namespace relevo::sim
