// The part of RandomFloor in which contacts change hands and others join the conversation.
#pragma once

#include <utility>

#include "view/random_floor.h"

namespace relevo::testing {

/// To a queue, or another agent is asked to join.
inline void RandomFloor::hand_over(ContactId id, ContactPart& contact) {
  const AgentId other{1 + prng_.below(agents_.size())};
  if (prng_.chance(2, 3)) {
    if (agent(other).contact) return;
    contact.offer = {++offers_made_};
    contact.second = other;
    contact.second_talks = false;
    tape_.add(SecondAsked{
        .contact = id, .agent = other, .asked_by = contact.agent, .offer = contact.offer});
    return set_agent(other, AgentState::reserved, id);
  }
  const Duration talked = tape_.now() - contact.connected_at;
  contact.with_agents = contact.with_agents + talked;
  if (prng_.chance(1, 3)) return take_over(id, contact, talked);
  tape_.add(ContactTransferred{
      .contact = id, .agent = contact.agent, .queue = contact.queue, .talked = talked});
  end_supervisions(id, contact, SupervisionEnd::transferred);
  contact.queue = {1 + prng_.below(operation_.queues.size())};
  contact.queued_at = tape_.now();
  tape_.add(ContactQueued{.contact = id,
                          .queue = contact.queue,
                          .by = QueuedBy::transfer,
                          .queued_at = contact.queued_at});
  set_agent(std::exchange(contact.agent, AgentId{}), AgentState::ready, {});
  contact.state = ContactState::queued;
}

/// By somebody who ends it at once.
inline void RandomFloor::take_over(ContactId id, ContactPart& contact, Duration talked) {
  end_supervisions(id, contact, SupervisionEnd::transferred);
  tape_.add(ContactTakenOver{.contact = id,
                             .agent = contact.agent,
                             .queue = contact.queue,
                             .user = {++supervisors_made_},
                             .talked = talked});
  set_agent(std::exchange(contact.agent, AgentId{}), AgentState::ready, {});
  contact.connected_at = tape_.now();
  contact.state = ContactState::connected;
  tape_.add(ContactReleased{.contact = id, .queue = contact.queue});
  close(id, ContactEnd::handled);
}

/// The second answers, leaves, or has the contact.
inline void RandomFloor::with_second(ContactId id, ContactPart& contact) {
  if (!contact.second_talks && prng_.chance(1, 2)) {
    tape_.add(SecondJoined{.contact = id, .agent = contact.second, .offer = contact.offer});
    contact.second_talks = true;
    if (prng_.chance(1, 2)) {
      tape_.add(DeviceHeld{.contact = id, .agent = contact.second, .held = true});
    }
    return set_agent(contact.second, AgentState::talking, id);
  }
  if (!contact.second_talks || prng_.chance(1, 2)) {
    tape_.add(SecondLeft{.contact = id, .agent = contact.second, .end = SecondEnd::left});
    return set_agent(std::exchange(contact.second, AgentId{}), AgentState::ready, {});
  }
  const Duration talked = tape_.now() - contact.connected_at;
  const Duration waited = contact.connected_at - contact.arrived_at - contact.with_agents;
  contact.with_agents = contact.with_agents + talked;
  tape_.add(ContactTransferred{.contact = id,
                               .agent = contact.agent,
                               .queue = contact.queue,
                               .mode = TransferMode::consult,
                               .to_agent = contact.second,
                               .talked = talked});
  end_supervisions(id, contact, SupervisionEnd::transferred);
  tape_.add(ContactConnected{
      .contact = id, .agent = contact.second, .queue = contact.queue, .total_waited = waited});
  set_agent(contact.agent, AgentState::ready, {});
  contact.agent = std::exchange(contact.second, AgentId{});
  contact.connected_at = tape_.now();
  contact.state = ContactState::connected;
}

inline void RandomFloor::lose_agent(ContactId id, ContactPart& contact) {
  const Duration talked = tape_.now() - contact.connected_at;
  contact.with_agents = contact.with_agents + talked;
  contact.queued_at = contact.queued_at + talked;
  tape_.add(ContactLostAgent{
      .contact = id, .agent = contact.agent, .queue = contact.queue, .talked = talked});
  end_supervisions(id, contact, SupervisionEnd::agent_lost);
  tape_.add(ContactQueued{.contact = id,
                          .queue = contact.queue,
                          .by = QueuedBy::agent_lost,
                          .queued_at = contact.queued_at});
  set_agent(contact.agent, AgentState::unreachable, {});
  contact.state = ContactState::queued;
  contact.agent = {};
}

/// One more, or another mode of the last, or that one leaves.
inline void RandomFloor::supervise(ContactId id, ContactPart& contact) {
  auto& all = contact.supervisors;
  const SuperviseMode mode{static_cast<std::uint8_t>(1 + prng_.below(3))};
  if (all.size() < supervisors_max && (all.empty() || prng_.chance(1, 2))) {
    all.emplace_back(UserId{++supervisors_made_}, mode);
    tape_.add(
        SupervisionStarted{.contact = id,
                           .agent = contact.agent,
                           .user = all.back().first,
                           .mode = mode,
                           .why = SuperviseWhy{static_cast<std::uint8_t>(1 + prng_.below(6))}});
  } else if (prng_.chance(1, 3)) {
    tape_.add(SupervisionJoined{.contact = id, .agent = contact.agent, .user = all.back().first});
  } else if (mode != all.back().second) {
    tape_.add(SupervisionChanged{.contact = id,
                                 .agent = contact.agent,
                                 .user = all.back().first,
                                 .from = std::exchange(all.back().second, mode),
                                 .mode = mode});
  } else {
    tape_.add(SupervisionEnded{.contact = id,
                               .agent = contact.agent,
                               .user = all.back().first,
                               .end = SupervisionEnd::stopped});
    all.pop_back();
  }
}

inline void RandomFloor::end_supervisions(ContactId id, ContactPart& contact, SupervisionEnd end) {
  for (const auto& [user, mode] : std::exchange(contact.supervisors, {})) {
    tape_.add(SupervisionEnded{.contact = id, .agent = contact.agent, .user = user, .end = end});
  }
}

}  // namespace relevo::testing
