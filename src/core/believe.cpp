// From the state to what a channel should make true.
#include "core/core.h"

namespace relevo {

Believed Core::believe(ContactId id) const {
  Believed believed{.contact = id, .epoch = state_.epoch, .version = state_.position};
  const auto found = state_.contacts.find(id);
  if (found == state_.contacts.end() || !found->second.customer_leg) return believed;
  const Contact& contact = found->second;
  const QueueSetup& queue = state_.setup(contact.queue);
  believed.node = contact.node;
  believed.live = true;
  believed.legs.push_back({.leg = contact.customer_leg});
  const auto add_agent = [&](LegId leg, AgentId agent, const Offer& offer) {
    const Code code = agent ? state_.operation->agents[agent.value - 1].code
                            : state_.operation->users[contact.taken_over_by.value - 1].code;
    believed.legs.push_back(
        {.leg = leg, .agent = code, .ring = queue.ring, .answer = offer.answering});
  };
  const bool held = contact.state == ContactState::held;
  if (contact.agent_leg) {
    add_agent(contact.agent_leg, contact.offer.id ? contact.offer.agent : contact.agent,
              contact.offer);
    if (!held) believed.bridge.push_back(contact.customer_leg);
    if (!held || contact.second) believed.bridge.push_back(contact.agent_leg);
  }
  if (contact.second) {
    add_agent(contact.second.leg, contact.second.agent, contact.second.offer);
    believed.bridge.push_back(contact.second.leg);
  }
  for (const Supervision& one : contact.supervisors) {
    believed.supervisors.push_back({.leg = one.leg,
                                    .user = state_.operation->users[one.user.value - 1].code,
                                    .mode = one.mode});
  }
  believed.waiting =
      contact.state == ContactState::queued || contact.state == ContactState::offered;
  believed.record = contact.record;
  believed.queue = queue.code;
  believed.language = queue.language;
  believed.greeting = queue.greeting;
  believed.music = queue.music;
  return believed;
}

std::vector<Believed> Core::believe_all() const {
  std::vector<Believed> all;
  for (const auto& [id, contact] : state_.contacts) {
    if (contact.customer_leg) all.push_back(believe(id));
  }
  return all;
}

}  // namespace relevo
