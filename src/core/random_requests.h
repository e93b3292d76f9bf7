// For the property tests of the core: any command with any ids, by one seed.
#pragma once

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "base/prng.h"
#include "core/commands.h"
#include "core/random_alerts.h"
#include "core/state.h"

namespace relevo::testing {

/// Asks for what a floor could be asked for, and for much that makes no sense there.
class RandomRequests {
 public:
  explicit RandomRequests(std::uint64_t seed) : prng_(seed), calm_(seed % 2 == 0) { grow(); }

  Request next(const State& state);

  /// The operation as it is or would be next.
  ApplyOperation apply(const State& state);

 private:
  // Each id also comes as zero and as one that nobody has.
  AgentId agent(const State& state) { return {prng_.below(state.agents.size() + 2)}; }
  UserId user(const State& state) { return {prng_.below(state.operation->users.size() + 2)}; }
  ContactId contact(const State& state);
  LegId leg(const State& state);
  Code code(const State& state);
  Duration age();
  Source source();
  Source node(const State& state);
  BreakKind break_kind() { return static_cast<BreakKind>(prng_.below(7)); }
  Digest digest(std::uint64_t end);

  Command any(const State& state);
  Command of_agent(const State& state);
  Command send_message(const State& state);
  Command read_message(AgentId id, const State& state);
  Command of_contact(const State& state);
  Command of_two(const State& state, const Contact& contact);
  Command of_taken_over(const State& state, const Contact& contact);
  AgentId somebody(const State& state);
  Command likely(const State& state);
  std::optional<Command> work_of(const State& state, const Agent& agent);
  Command of_leg(const State& state);
  Command of_door(const State& state);
  Reconcile reconcile(const State& state);
  void grow();
  void change();

  Prng prng_;
  bool calm_;  // Agents wait for contacts, not contacts for agents.
  Operation operation_{.code = "random"};
  std::uint64_t customers_ = 0;
  std::uint64_t session_ = 1;
  std::uint64_t facts_ = 0;
  std::uint64_t texts_ = 0;
};

inline ContactId RandomRequests::contact(const State& state) {
  if (state.contacts.empty() || prng_.chance(1, 10)) {
    return {prng_.below(state.contacts_made + 2)};
  }
  auto chosen = state.contacts.begin();
  for (auto skips = prng_.below(state.contacts.size()); skips > 0; --skips) ++chosen;
  return chosen->first;
}

inline LegId RandomRequests::leg(const State& state) {
  if (state.contact_of_leg.empty() || prng_.chance(1, 8)) {
    return {prng_.chance(1, 2) ? prng_.below(state.legs_made + 2)
                               : leg_of_voice_min + prng_.below(customers_ + 1)};
  }
  auto chosen = state.contact_of_leg.begin();
  for (auto skips = prng_.below(state.contact_of_leg.size()); skips > 0; --skips) ++chosen;
  return chosen->first;
}

inline Code RandomRequests::code(const State& state) {
  const AgentSetup* setup = entry_of(state.operation->agents, agent(state));
  return setup == nullptr ? Code{"unknown"} : setup->code;
}

/// Mostly none; else up to half a minute, now and then nonsense.
inline Duration RandomRequests::age() {
  if (prng_.chance(2, 3)) return {};
  if (prng_.chance(1, 20)) return seconds(prng_.chance(1, 2) ? 1'000'000'000 : -5);
  return milliseconds(static_cast<std::int64_t>(prng_.below(30'000)));
}

inline Source RandomRequests::source() {
  if (prng_.chance(1, 10))
    return {.node = {1 + prng_.below(2)}, .session = prng_.below(3), .age = age()};
  if (prng_.chance(1, 100)) {
    ++session_;
    facts_ = 0;
  }
  // Now and then a fact comes again, or one is missed.
  const std::uint64_t repeated = prng_.chance(1, 20) ? prng_.below(facts_ + 1) : ++facts_;
  return {.node = {1}, .session = session_, .number = repeated, .age = age()};
}

/// One of two, with the session it has or another.
inline Source RandomRequests::node(const State& state) {
  const NodeId id{1 + prng_.below(2)};
  const auto known = state.nodes.find(id);
  const bool is_known = known != state.nodes.end() && prng_.chance(3, 4);
  return {.node = id, .session = is_known ? known->second.session : session_};
}

inline Digest RandomRequests::digest(std::uint64_t end) {
  Digest digest{};
  digest[0] = static_cast<std::uint8_t>(1 + prng_.below(end));
  return digest;
}

inline Request RandomRequests::next(const State& state) {
  Request request{.command = any(state), .by = user(state)};
  if (auto* const asked = std::get_if<Supervise>(&request.command)) {
    // Now and then who is beside a conversation asks for something else there.
    if (!state.supervised.empty() && prng_.chance(1, 2)) {
      const auto& [boss, contact] = *state.supervised.begin();
      request.by = boss;
      const Contact& theirs = state.contacts.at(contact);
      asked->agent = theirs.taken_over_by ? theirs.transferred_by : theirs.agent;
      asked->contact = contact;
    } else if (prng_.chance(1, 2)) {
      request.by = {6};  // Boss, who is no agent and always has a phone for it.
    }
  }
  for (const auto& [boss, contact] : state.supervised) {
    const Contact& theirs = state.contacts.at(contact);
    if (theirs.taken_over_by != boss || !prng_.chance(1, 4)) continue;
    request = {.command = of_taken_over(state, theirs), .by = boss};
  }
  if (prng_.chance(1, 12)) {
    request = {.command = of_alert(prng_, state), .by = user(state)};
    if (prng_.chance(1, 2)) request.by = {6};
  }
  if (prng_.chance(1, 8)) {
    request.keyed = true;
    request.key = digest(12);
    request.body = digest(2);
  }
  if (prng_.chance(1, 40)) request = {.command = set_aside_of(request)};
  return request;
}

inline Command RandomRequests::any(const State& state) {
  switch (prng_.below(13)) {
    case 0:
      return Tick{};
    case 1:
      return of_door(state);
    case 2:
    case 3:
      return of_agent(state);
    case 4:
    case 12:
      return of_contact(state);
    case 5:
      return SeeDevices{.source = source(),
                        .agent = code(state),
                        .devices = static_cast<std::uint32_t>(prng_.below(3)),
                        .pages = static_cast<std::uint32_t>(prng_.below(2))};
    case 6:
      return of_leg(state);
    case 7:
      if (prng_.chance(1, 6)) return reconcile(state);
      if (prng_.chance(1, 12)) return SeeNodeGone{.source = node(state)};
      if (prng_.chance(1, 4)) return apply(state);
      return Tick{};
    case 8:
    case 9:
      return likely(state);
    default: {
      if (calm_ && state.contacts.size() >= 3) return likely(state);
      const LegId leg = prng_.chance(1, 30) ? LegId{prng_.below(state.legs_made + 3)}
                                            : LegId{leg_of_voice_min + customers_++};
      const Text<32> dialed = std::string_view{"5000500150025003"}.substr(4 * prng_.below(4), 4);
      return ArriveContact{.source = source(), .person = {1}, .leg = leg, .dialed = dialed};
    }
  }
}

inline Command RandomRequests::of_agent(const State& state) {
  switch (prng_.below(16)) {
    case 0:
      return SignOutAgent{.agent = agent(state)};
    case 1:
      return RequestBreak{.agent = agent(state), .kind = break_kind()};
    case 2:
      return EndBreak{.agent = agent(state)};
    case 3:
      return SignInAgent{.agent = agent(state)};
    case 4:
      return SetOffPhoneWork{.agent = agent(state)};
    case 5:
      return RaiseHand{.agent = agent(state)};
    case 6:
      return LowerHand{.agent = agent(state)};
    case 7:
      return ForceState{.agent = agent(state),
                        .state = static_cast<ForcedTo>(prng_.below(4)),
                        .reason = {++texts_}};
    case 9:
      return read_message(agent(state), state);
    case 10:
      return send_message(state);
    default:
      return SetReady{.agent = agent(state)};
  }
}

inline Command RandomRequests::send_message(const State& state) {
  SendMessage message{.agents = {agent(state)}, .message = {++texts_}, .urgent = true};
  while (prng_.chance(1, 2)) message.agents.push_back(agent(state));
  return message;
}

inline Command RandomRequests::read_message(AgentId id, const State& state) {
  const Agent* const agent = state.agent(id);
  const bool has_some = agent != nullptr && !agent->unread.empty() && prng_.chance(3, 4);
  return ReadMessage{.agent = id, .message = has_some ? agent->unread.front() : TextId{1}};
}

inline Command RandomRequests::of_contact(const State& state) {
  const ContactId id = contact(state);
  const auto found = state.contacts.find(id);
  AgentId who = agent(state);
  if (found != state.contacts.end() && prng_.chance(3, 4)) {
    who = found->second.offer.id ? found->second.offer.agent : found->second.agent;
  }
  if (found != state.contacts.end() && prng_.chance(1, 3)) {
    if (found->second.state == ContactState::wrap_up)
      return ExtendWrapUp{.agent = who, .contact = id};
    return of_two(state, found->second);
  }
  switch (prng_.below(12)) {
    case 0:
      return AcceptOffer{.agent = who, .contact = id};
    case 1:
      return DeclineOffer{
          .agent = who, .contact = id, .age = seconds(static_cast<std::int64_t>(prng_.below(30)))};
    case 2:
      return HoldContact{.agent = who, .contact = id};
    case 3:
      return ResumeContact{.agent = who, .contact = id};
    case 4:
      return HangUp{.agent = who, .contact = id};
    case 5:
      return Dispose{.agent = who, .contact = id, .disposition = {prng_.below(5)}};
    case 6:
      return FinishWrapUp{.agent = who, .contact = id};
    case 7:
      return ExtendWrapUp{.agent = who, .contact = id};
    case 8:
      if (prng_.chance(1, 3)) return EndSupervision{.user = user(state), .contact = id};
      if (prng_.chance(1, 2)) return ReadRecording{.contact = id};
      return AddNote{.contact = id, .note = {++texts_}};
    default:
      return Supervise{
          .agent = who,
          .mode = static_cast<SuperviseMode>(prng_.below(5)),
          .contact = id,
          .why = static_cast<SuperviseWhy>(prng_.chance(1, 10) ? 0 : 1 + prng_.below(6))};
  }
}

/// Often one who is ready.
inline AgentId RandomRequests::somebody(const State& state) {
  for (const Agent& one : state.agents) {
    if (one.state == AgentState::ready && prng_.chance(1, 2)) return one.id;
  }
  return agent(state);
}

/// What a contact with two agents, or about to have them, is asked for.
inline Command RandomRequests::of_two(const State& state, const Contact& contact) {
  const AgentId who = prng_.chance(1, 10) ? agent(state) : contact.agent;
  const bool has_second = static_cast<bool>(contact.second);
  const AgentId to = has_second && prng_.chance(3, 4) ? contact.second.agent : somebody(state);
  const auto mode = static_cast<TransferMode>(prng_.below(2));
  switch (prng_.below(8)) {
    case 0:
      return Transfer{.agent = who,
                      .contact = contact.id,
                      .to_queue = {prng_.below(state.queues.size() + 2)},
                      .mode = mode};
    case 1:
    case 2:
      return Transfer{.agent = who, .contact = contact.id, .to_agent = to, .mode = mode};
    case 3:
      return Conference{.agent = who, .contact = contact.id, .to_agent = to};
    case 4:
      return EndConsult{.agent = who, .contact = contact.id};
    case 5:
      if (has_second && prng_.chance(1, 4)) return HangUp{.agent = to, .contact = contact.id};
      if (prng_.chance(1, 2)) {
        const LegId leg = prng_.chance(1, 2) ? contact.agent_leg : contact.second.leg;
        return SeeHold{.source = source(), .leg = leg, .held = prng_.chance(1, 2)};
      }
      return SeeAnswer{.source = source(), .leg = contact.second.leg};
    case 6:
      if (prng_.chance(1, 2)) return AcceptOffer{.agent = to, .contact = contact.id};
      return DeclineOffer{.agent = to, .contact = contact.id};
    default:
      return SeeAnswer{.source = source(), .leg = contact.second.leg};
  }
}

/// What whoever took the contact over can do with it.
inline Command RandomRequests::of_taken_over(const State& state, const Contact& contact) {
  switch (prng_.below(6)) {
    case 0:
      return HoldContact{.contact = contact.id};
    case 1:
      return ResumeContact{.contact = contact.id};
    case 2:
      return Dispose{.contact = contact.id, .disposition = {prng_.below(5)}};
    case 3:
      return HangUp{.contact = contact.id};
    case 4:
      return Transfer{.contact = contact.id,
                      .to_agent = somebody(state),
                      .mode = static_cast<TransferMode>(prng_.below(2))};
    default:
      return Transfer{.contact = contact.id,
                      .to_queue = {prng_.below(state.queues.size() + 2)},
                      .mode = static_cast<TransferMode>(prng_.below(2))};
  }
}

/// What a floor mostly sees: agents at work, and offers that are answered.
inline Command RandomRequests::likely(const State& state) {
  for (const auto& [id, node] : state.nodes) {
    if (node.away && prng_.chance(1, 2)) return reconcile(state);
  }
  for (const auto& [id, contact] : state.contacts) {
    if (contact.second && prng_.chance(1, 2)) return of_two(state, contact);
    if (contact.agent && prng_.chance(1, 6)) return of_two(state, contact);
    for (const Supervision& one : contact.supervisors) {
      if (one.has_joined() || !prng_.chance(1, 2)) continue;
      return SeeAnswer{.source = source(), .leg = one.leg};
    }
  }
  for (const Agent& agent : state.agents) {
    if (!prng_.chance(1, 3)) continue;
    if (auto work = work_of(state, agent)) return *std::move(work);
  }
  return Tick{};
}

inline std::optional<Command> RandomRequests::work_of(const State& state, const Agent& agent) {
  if (agent.devices == 0) {
    return SeeDevices{.source = source(),
                      .agent = state.operation->agents[agent.id.value - 1].code,
                      .devices = 1,
                      .pages = static_cast<std::uint32_t>(prng_.below(2))};
  }
  if (!agent.signed_in()) return SignInAgent{.agent = agent.id};
  if (agent.state == AgentState::reserved) {
    if (prng_.chance(1, 3)) return AcceptOffer{.agent = agent.id, .contact = agent.contact};
    return SeeAnswer{.source = source(), .leg = state.contacts.at(agent.contact).ringing()->leg};
  }
  if (!agent.contact) return SetReady{.agent = agent.id};
  if (agent.state == AgentState::wrap_up) {
    return ExtendWrapUp{.agent = agent.id, .contact = agent.contact};
  }
  return std::nullopt;
}

}  // namespace relevo::testing

#include "core/random_facts.h"
#include "core/random_operation.h"
