// For the property tests of views: a floor where anything that may happen does, by one seed.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "base/prng.h"
#include "core/core.h"
#include "view/testing.h"

namespace relevo::testing {

/// Writes onto its tape what a core could have written. Not a second core: who gets what is chance.
class RandomFloor {
 public:
  explicit RandomFloor(std::uint64_t seed);

  const Tape& tape() const { return tape_; }

  /// One thing happens: 1 to 4 events at one time.
  void step();

 private:
  struct AgentPart {
    AgentState state = AgentState::ready;
    ContactId contact;
    std::vector<SessionId> sessions;
  };
  struct ContactPart {
    ContactState state = ContactState::queued;
    QueueId queue;
    AgentId agent;
    AgentId second;
    bool second_talks = false;
    OfferId offer;
    Time arrived_at;
    Time queued_at;
    Time connected_at;
    Duration with_agents;
    std::vector<std::pair<UserId, SuperviseMode>> supervisors;
  };

  AgentPart& agent(AgentId id) { return agents_[id.value - 1]; }
  Duration total_waited(const ContactPart& contact) const;
  void set_agent(AgentId id, AgentState to, ContactId contact);
  void arrive();
  void offer(ContactId id, ContactPart& contact);
  void end_offer(ContactId id, ContactPart& contact);
  void converse(ContactId id, ContactPart& contact);
  void hand_over(ContactId id, ContactPart& contact);
  void take_over(ContactId id, ContactPart& contact, Duration talked);
  void with_second(ContactId id, ContactPart& contact);
  void lose_agent(ContactId id, ContactPart& contact);
  void supervise(ContactId id, ContactPart& contact);
  void end_supervisions(ContactId id, ContactPart& contact, SupervisionEnd end);
  void close(ContactId id, ContactEnd end);
  void act_on_contact();
  void act_on_agent();
  void act_on_all();
  void act_on_alert();

  Prng prng_;
  Tape tape_;
  Operation operation_ = small_operation();
  std::vector<AgentPart> agents_;
  std::map<ContactId, ContactPart> contacts_;
  std::uint64_t contacts_made_ = 0;
  std::uint64_t offers_made_ = 0;
  std::uint64_t sessions_made_ = 0;
  std::uint64_t supervisors_made_ = 0;
  std::uint64_t texts_made_ = 0;
  std::uint64_t alerts_made_ = 0;
  bool alert_goes_on_ = false;
};

inline RandomFloor::RandomFloor(std::uint64_t seed) : prng_(seed), agents_(3) {
  tape_.add(CoreStarted{.epoch = 1}).add(operation_);
  for (std::uint64_t id = 1; id <= agents_.size(); ++id) {
    agent({id}).state = AgentState::offline;
    set_agent({id}, AgentState::ready, {});
  }
}

inline void RandomFloor::step() {
  tape_.pass(milliseconds(static_cast<std::int64_t>(prng_.below(20'000))));
  if (prng_.chance(1, 40)) return act_on_all();
  if (prng_.chance(1, 20)) return act_on_alert();
  if (prng_.chance(1, 5)) return act_on_agent();
  if (contacts_.empty() || prng_.chance(1, 6)) return arrive();
  act_on_contact();
}

inline Duration RandomFloor::total_waited(const ContactPart& contact) const {
  return tape_.now() - contact.arrived_at - contact.with_agents;
}

inline void RandomFloor::set_agent(AgentId id, AgentState to, ContactId contact) {
  AgentPart& part = agent(id);
  const bool rests = to == AgentState::break_;
  tape_.add(AgentStateChanged{.agent = id,
                              .from = part.state,
                              .to = to,
                              .break_kind = rests ? BreakKind::rest : BreakKind::none,
                              .contact = contact});
  part.state = to;
  part.contact = contact;
}

inline void RandomFloor::arrive() {
  const ContactId id{++contacts_made_};
  const QueueId queue{1 + prng_.below(operation_.queues.size())};
  // Some of them the core hears of late, behind others that arrived after them.
  const Duration late_max = std::min(arrival_age_max, tape_.now() - Time{});
  const auto late_ms_max = static_cast<std::uint64_t>(in_ms(late_max));
  const Duration late = prng_.chance(1, 4)
                            ? milliseconds(static_cast<std::int64_t>(prng_.below(1 + late_ms_max)))
                            : Duration{};
  const Time at = tape_.now() - late;
  tape_.add(
      ContactArrived{.contact = id, .person = {1 + id.value % 7}, .queue = queue, .late = late});
  tape_.add(ContactQueued{.contact = id, .queue = queue, .queued_at = at});
  contacts_[id] = {.queue = queue, .arrived_at = at, .queued_at = at};
}

inline void RandomFloor::offer(ContactId id, ContactPart& contact) {
  const AgentId to{1 + prng_.below(agents_.size())};
  if (agent(to).contact) return;
  const OfferId offer{++offers_made_};
  tape_.add(RoutingDecided{.contact = id, .queue = contact.queue, .agent = to});
  tape_.add(OfferMade{.offer = offer, .contact = id, .agent = to, .queue = contact.queue});
  set_agent(to, AgentState::reserved, id);
  contact.state = ContactState::offered;
  contact.agent = to;
  contact.offer = offer;
}

inline void RandomFloor::end_offer(ContactId id, ContactPart& contact) {
  if (prng_.chance(1, 3)) {
    tape_.add(OfferRang{.offer = contact.offer, .agent = contact.agent, .contact = id});
    return;
  }
  if (prng_.chance(1, 2)) {
    if (prng_.chance(1, 2)) {
      tape_.add(OfferAnswering{.offer = contact.offer, .contact = id, .agent = contact.agent});
    }
    tape_.add(OfferAccepted{.offer = contact.offer, .contact = id, .agent = contact.agent});
    tape_.add(ContactConnected{.contact = id,
                               .agent = contact.agent,
                               .queue = contact.queue,
                               .waited = tape_.now() - contact.queued_at,
                               .total_waited = total_waited(contact)});
    set_agent(contact.agent, AgentState::talking, id);
    contact.state = ContactState::connected;
    contact.connected_at = tape_.now();
    return;
  }
  const bool withdrawn = prng_.chance(1, 4);
  tape_.add(OfferEnded{.offer = contact.offer,
                       .contact = id,
                       .agent = contact.agent,
                       .end = withdrawn ? OfferEnd::withdrawn : OfferEnd::expired});
  set_agent(contact.agent, withdrawn ? AgentState::ready : AgentState::missed, {});
  contact.state = ContactState::queued;
  contact.agent = {};
  if (withdrawn) close(id, ContactEnd::abandoned);
}

inline void RandomFloor::converse(ContactId id, ContactPart& contact) {
  const bool held = contact.state == ContactState::held;
  if (contact.second) return with_second(id, contact);
  switch (prng_.below(12)) {
    case 11:
      tape_.add(NoteAdded{.contact = id, .note = {++texts_made_}, .by = {4}});
      return;
    case 9:
    case 10:
      return hand_over(id, contact);
    case 5:
    case 6:
    case 7:
      return supervise(id, contact);
    case 8:
      tape_.add(ContactDisposed{.contact = id,
                                .agent = contact.agent,
                                .disposition = {1 + prng_.below(3)},
                                .aside = prng_.chance(1, 4)});
      return;
    case 0:
      return lose_agent(id, contact);
    case 1:
      tape_.add(ContactReleased{.contact = id,
                                .agent = contact.agent,
                                .queue = contact.queue,
                                .talked = tape_.now() - contact.connected_at});
      end_supervisions(id, contact, SupervisionEnd::contact_over);
      tape_.add(WrapUpStarted{
          .contact = id, .agent = contact.agent, .ends_at = tape_.now() + seconds(10)});
      set_agent(contact.agent, AgentState::wrap_up, id);
      contact.state = ContactState::wrap_up;
      return;
    case 2:
      tape_.add(RecordingStarted{.contact = id});
      return;
    default:
      if (held) {
        tape_.add(ContactResumed{.contact = id, .agent = contact.agent});
      } else {
        tape_.add(ContactHeld{.contact = id, .agent = contact.agent});
      }
      set_agent(contact.agent, held ? AgentState::talking : AgentState::hold, id);
      contact.state = held ? ContactState::connected : ContactState::held;
  }
}

inline void RandomFloor::close(ContactId id, ContactEnd end) {
  const ContactPart contact = contacts_.at(id);
  const bool waited = contact.state == ContactState::queued;
  tape_.add(ContactClosed{
      .contact = id,
      .queue = contact.queue,
      .agent = contact.agent,
      .end = end,
      .total_waited = waited ? total_waited(contact)
                             : contact.connected_at - contact.arrived_at - contact.with_agents});
  contacts_.erase(id);
}

inline void RandomFloor::act_on_contact() {
  auto chosen = contacts_.begin();
  for (auto skips = prng_.below(contacts_.size()); skips > 0; --skips) ++chosen;
  const ContactId id = chosen->first;
  ContactPart& contact = chosen->second;
  if (contact.state == ContactState::offered) return end_offer(id, contact);
  if (contact.state == ContactState::queued) {
    if (prng_.chance(1, 5)) return close(id, ContactEnd::abandoned);
    return offer(id, contact);
  }
  if (contact.state != ContactState::wrap_up) return converse(id, contact);
  if (prng_.chance(1, 4)) {
    tape_.add(WrapUpExtended{
        .contact = id, .agent = contact.agent, .ends_at = tape_.now() + seconds(30)});
    return;
  }
  tape_.add(WrapUpEnded{.contact = id, .agent = contact.agent});
  const AgentId agent = contact.agent;
  close(id, ContactEnd::handled);
  set_agent(agent, AgentState::ready, {});
  if (prng_.chance(1, 2)) tape_.add(RecordingEnded{.contact = id});
  if (prng_.chance(1, 4)) tape_.add(RecordingRead{.contact = id, .user = {4}});
}

inline void RandomFloor::act_on_agent() {
  const AgentId id{1 + prng_.below(agents_.size())};
  AgentPart& part = agent(id);
  const UserId user = operation_.agents[id.value - 1].user;
  switch (prng_.below(9)) {
    case 6:
      tape_.add(MessageSent{.message = {++texts_made_}, .agent = id, .by = {4}});
      return;
    case 7:
      tape_.add(MessageRead{.message = {1 + prng_.below(texts_made_ + 1)}, .agent = id});
      return;
    case 4:
      tape_.add(HandRaised{.agent = id});
      return;
    case 5:
      tape_.add(HandLowered{.agent = id, .by = user});
      return;
    case 0:
      tape_.add(
          AgentDevicesChanged{.agent = id, .devices = static_cast<std::uint32_t>(prng_.below(3))});
      return;
    case 1:
      tape_.add(
          AgentNextChanged{.agent = id,
                           .next_break = prng_.chance(1, 2) ? BreakKind::meal : BreakKind::none,
                           .off_phone = prng_.chance(1, 4)});
      return;
    case 2:
      part.sessions.push_back({++sessions_made_});
      tape_.add(SessionOpened{.session = {sessions_made_},
                              .user = user,
                              .token = digest_of(static_cast<std::uint8_t>(sessions_made_))});
      return;
    case 3:
      if (part.sessions.empty()) return;
      tape_.add(SessionClosed{.session = part.sessions.back(), .user = user});
      part.sessions.pop_back();
      return;
    default:
      if (part.contact) return;
      set_agent(id, prng_.chance(1, 2) ? AgentState::break_ : AgentState::ready, {});
  }
}

inline void RandomFloor::act_on_all() {
  tape_.add(CoreStarted{.epoch = 2}).add(FactsTaken{}).add(KeyUsed{});
  tape_.add(WallClockSet{.offset = seconds(static_cast<std::int64_t>(prng_.below(7'200)))});
  tape_.add(NodeLost{.node = {1}})
      .add(NodeBack{.node = {1}})
      .add(NodeGivenUp{.node = {2}})
      .add(CommandSetAside{.number = 7});
  if (operation_.agents.size() >= 20) return;
  ++operation_.version;
  const std::uint64_t agent = operation_.agents.size() + 1;
  operation_.agents.push_back(
      {.id = {agent}, .user = {100 + agent}, .team = {1}, .site = {1 + agent % 2}});
  operation_.agents[prng_.below(agent)].site = {1 + prng_.below(2)};
  operation_.queues.push_back({.id = {operation_.queues.size() + 1}});
  tape_.add(operation_);
  agents_.push_back({.state = AgentState::offline});
}

}  // namespace relevo::testing

#include "view/random_alerts.h"
#include "view/random_handovers.h"
