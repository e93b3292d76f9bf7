// One contact in front of one agent, from the first ring to the answer, refusal, or silence.
#include <algorithm>

#include "core/core.h"
#include "core/rules.h"

namespace relevo {

namespace {

constexpr std::uint32_t rest_doublings_max = 4;  // 1 s, 2 s, 4 s, 8 s, then 16 s each time.

/// An offer is over at the instant it expires, even when the tick that says so stands behind this
/// command. While its node is away it does not expire: voice rings on, and bridges who answers.
bool is_in_time(const State& state, const Contact& contact, Time at) {
  return at < contact.ringing()->expires_at || state.is_away(contact.node);
}

/// Nothing that is told of what rings can have happened before.
Time rings_since(const Contact& contact) {
  return contact.offer.id ? changed_at(contact) : contact.second.since;
}

/// The contact for which it rings on this leg when the fact happened, or nullptr.
const Contact* ringing_on(const State& state, LegId leg, Asked& asked) {
  const auto found = state.contact_of_leg.find(leg);
  if (found == state.contact_of_leg.end()) return nullptr;
  const Contact& contact = state.contacts.at(found->second);
  const Offer* const rings = contact.ringing();
  if (rings == nullptr || rings->leg != leg) return nullptr;
  asked = not_before(rings_since(contact), asked);
  return is_in_time(state, contact, asked.happened()) ? &contact : nullptr;
}

/// The contact; `asked` becomes when the agent asked, but not before the offer.
tl::expected<const Contact*, Reject> offered_to(const State& state, ContactId id, AgentId agent,
                                                Duration age, Asked& asked) {
  const auto found = state.contacts.find(id);
  if (found == state.contacts.end()) return reject(Reject::offer_not_found);
  const Contact& contact = found->second;
  const Offer* const rings = contact.ringing();
  if (rings == nullptr) return reject(Reject::offer_over);
  if (rings->agent != agent) return reject(Reject::offer_not_found);
  asked.late = age;
  asked = not_before(rings_since(contact), asked);
  if (!is_in_time(state, contact, asked.happened())) return reject(Reject::offer_over);
  return &contact;
}

Contact& offered(State& state, ContactId id, OfferId offer) {
  const auto found = state.contacts.find(id);
  RELEVO_ASSERT(found != state.contacts.end() && found->second.offer.id == offer);
  return found->second;
}

/// Nobody's phone is to blame, so the next offer comes at once, to the same agent as to any other.
/// But what failed several times fails for more than a moment, and is not tried without end.
Duration rest_of(const Contact& contact, OfferEnd end) {
  if (end != OfferEnd::failed || contact.failures < Contact::failures_max) return {};
  const std::uint32_t doublings = contact.failures - Contact::failures_max;
  return seconds(1 << std::min(doublings, rest_doublings_max));
}

}  // namespace

OfferEnd end_of_silence(const State& state, const Contact& contact) {
  const Offer& offer = *contact.ringing();
  if (offer.answering || state.is_away(contact.node)) return OfferEnd::failed;
  return state.agent(offer.agent)->devices == 0 ? OfferEnd::unreachable : OfferEnd::expired;
}

AgentStateChanged unanswered(const Agent& agent, OfferEnd end, const Asked& asked) {
  switch (end) {
    case OfferEnd::withdrawn:
      return freed(agent, Cause::customer, asked);
    case OfferEnd::customer_lost:
    case OfferEnd::failed:
      return freed(agent, Cause::system, asked);
    case OfferEnd::unreachable:
      return cut_off(agent, asked);
    case OfferEnd::none:
    case OfferEnd::declined:
    case OfferEnd::expired:
      break;
  }
  // A break asked for while it rang is still given: not answering is no reason to refuse it.
  if (agent.asked_for_next()) return freed(agent, Cause::agent, asked);
  const Cause cause = end == OfferEnd::declined ? Cause::agent : Cause::timer;
  return change_of(agent, {.to = AgentState::missed, .cause = cause}, asked);
}

void end_offer(Events& events, const State& state, const Contact& contact, OfferEnd end,
               const Asked& asked) {
  const Agent& agent = *state.agent(contact.offer.agent);
  events.emplace_back(OfferEnded{.offer = contact.offer.id,
                                 .contact = contact.id,
                                 .agent = agent.id,
                                 .end = end,
                                 .rang = asked.happened() - contact.offer.made_at,
                                 .rests = rest_of(contact, end)});
  events.emplace_back(unanswered(agent, end, asked));
}

ContactQueued rested(const Contact& contact) {
  return {.contact = contact.id,
          .queue = contact.queue,
          .by = QueuedBy::offers_failed,
          .queued_at = contact.queued_at,
          .credit = contact.credit};
}

/// An offer is taken by its device being answered, and that answer is what counts: here the page is
/// told to answer. A phone cannot be told.
///
/// Rejects: offer_not_found, offer_over, offer_answered_on_device.
Decision decide(const State& state, const AcceptOffer& command, const Asked& told) {
  Asked asked = told;
  const auto contact = offered_to(state, command.contact, command.agent, command.age, asked);
  if (!contact) return reject(contact.error());
  const Offer& offer = *(*contact)->ringing();
  if (offer.answering) return Events{};
  if (devices_at(*state.agent(offer.agent), (*contact)->node).pages == 0) {
    return reject(Reject::offer_answered_on_device);
  }
  return Events{OfferAnswering{.offer = offer.id, .contact = (*contact)->id, .agent = offer.agent}};
}

/// Rejects: offer_not_found, offer_over.
Decision decide(const State& state, const DeclineOffer& command, const Asked& told) {
  Asked asked = told;
  const auto contact = offered_to(state, command.contact, command.agent, command.age, asked);
  if (!contact) return reject(contact.error());
  Events events;
  if ((*contact)->second) {
    end_asking(events, state, **contact, OfferEnd::declined, asked);
  } else {
    end_offer(events, state, **contact, OfferEnd::declined, asked);
  }
  return events;
}

Decision decide(const State& state, const SeeRinging& command, const Asked& told) {
  Asked asked = told;
  const Contact* contact = ringing_on(state, command.leg, asked);
  if (contact == nullptr) return Events{};
  const Offer& rings = *contact->ringing();
  return Events{OfferRang{.offer = rings.id, .agent = rings.agent, .contact = contact->id}};
}

/// Gives OfferAccepted, ContactConnected, and the agent talking; of the second SecondJoined, of who
/// supervises SupervisionJoined. An
/// answer to an offer that is over gives nothing: the believed state no longer has the leg, so the
/// channel ends it.
Decision decide(const State& state, const SeeAnswer& command, const Asked& told) {
  const auto leg = state.contact_of_leg.find(command.leg);
  if (leg == state.contact_of_leg.end()) return Events{};
  const Contact& known = state.contacts.at(leg->second);
  if (const Supervision* const beside = supervision_on(known, command.leg)) {
    return supervision_joins(known, *beside, told);
  }
  Asked asked = told;
  const Contact* contact = ringing_on(state, command.leg, asked);
  if (contact == nullptr) return Events{};
  if (contact->second) {
    Events events;
    second_joins(events, state, *contact, asked);
    return events;
  }
  const Offer& offer = contact->offer;
  const Duration total = asked.happened() - contact->arrived_at - contact->with_agents;
  return Events{
      OfferAccepted{.offer = offer.id,
                    .contact = contact->id,
                    .agent = offer.agent,
                    .rang = asked.happened() - offer.made_at},
      ContactConnected{.contact = contact->id,
                       .agent = offer.agent,
                       .queue = contact->queue,
                       .waited = asked.happened() - contact->queued_at,
                       .total_waited = total,
                       .target = state.setup(contact->queue).target,
                       .first = !contact->was_connected,
                       .late = asked.late},
      change_of(*state.agent(offer.agent),
                {.to = AgentState::talking, .cause = Cause::device, .contact = contact->id},
                asked)};
}

void apply(State& state, const OfferMade& event, Time at) {
  const auto found = state.contacts.find(event.contact);
  RELEVO_ASSERT(found != state.contacts.end());
  Contact& contact = found->second;
  RELEVO_ASSERT(contact.state == ContactState::queued);
  disarm(state, contact);
  contact.state = ContactState::offered;
  contact.offer = {.id = event.offer,
                   .agent = event.agent,
                   .leg = event.leg,
                   .made_at = at,
                   .expires_at = event.expires_at};
  contact.agent_leg = event.leg;
  state.offers_made = event.offer.value;
  state.legs_made = event.leg.value;
  state.contact_of_leg.emplace(event.leg, contact.id);
  arm(state, contact);
}

void apply(State& /*state*/, const OfferRang& /*event*/, Time /*at*/) {
  // Evidence for the log: the path to the agent was alive. No rule asks for it.
}

/// Voice connects both before core is told: an answer that was on its way at the deadline counts.
void apply(State& state, const OfferAnswering& event, Time at) {
  Contact& contact = contact_at(state, event.contact);
  Offer& rings = contact.second ? contact.second.offer : contact.offer;
  RELEVO_ASSERT(rings.id == event.offer);
  disarm(state, contact);
  rings.answering = true;
  rings.expires_at = std::max(rings.expires_at, at + answering_max);
  arm(state, contact);
}

void apply(State& state, const OfferAccepted& event, Time /*at*/) {
  Contact& contact = offered(state, event.contact, event.offer);
  disarm(state, contact);
  contact.offer = {};
  contact.rang = {};
  contact.failures = 0;
}

void apply(State& state, const OfferEnded& event, Time at) {
  Contact& contact = offered(state, event.contact, event.offer);
  disarm(state, contact);
  state.contact_of_leg.erase(contact.offer.leg);
  contact.offer = {};
  contact.agent_leg = {};
  contact.state = ContactState::queued;
  if (event.end == OfferEnd::failed) {
    contact.failures += 1;
    if (event.rests > Duration{}) contact.rests_until = at + event.rests;
  } else if (event.end != OfferEnd::withdrawn && event.end != OfferEnd::customer_lost) {
    note_rang(contact, event.agent);
  }
  arm(state, contact);
}

}  // namespace relevo
