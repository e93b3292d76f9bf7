// Promises about a contact's life: one offer, one owner, one end.
#include "sim/invariants/promises.h"

namespace relevo::sim {

namespace {

void one_live_contact(const Ledger& before, AgentId agent, ContactId contact, Verdict& verdict) {
  const AgentPage* page = before.agent(agent);
  verdict.expect(page != nullptr, one_contact_an_agent, "an agent who is not there");
  if (page == nullptr) return;
  verdict.expect(!page->contact || page->contact == contact, one_contact_an_agent,
                 "an agent who has a contact already");
}

void offered_once(const Ledger& before, const OfferMade& event, Verdict& verdict) {
  const ContactPage* contact = before.contact(event.contact);
  if (contact == nullptr) return;
  verdict.expect(!contact->offer, one_agent_a_contact, "offered while it is offered");
  verdict.expect(!contact->agent, one_agent_a_contact, "offered while an agent has it");
  verdict.expect(!before.offer_was_made(event.offer), one_agent_a_contact, "an offer made twice");
  for (const auto& [id, other] : before.contacts()) {
    verdict.expect(other.offered_to != event.agent, one_contact_an_agent, "offered two contacts");
  }
}

void connected_by_its_offer(const Ledger& before, const ContactConnected& event, Verdict& verdict) {
  const ContactPage* contact = before.contact(event.contact);
  if (contact == nullptr) return;
  verdict.expect(contact->offer_accepted && contact->offered_to == event.agent, one_agent_a_contact,
                 "connected to somebody who did not accept");
  verdict.expect(event.first == !contact->connected_once, one_agent_a_contact,
                 "first says something else than the log");
}

template <class E>
void offer_is_open(const Ledger& before, const E& event, Verdict& verdict) {
  const ContactPage* contact = before.contact(event.contact);
  if (contact == nullptr) return;
  verdict.expect(contact->offer == event.offer && contact->offered_to == event.agent &&
                     !contact->offer_accepted,
                 one_agent_a_contact, "an offer ends that is not open");
}

template <class E>
void owner_acts(const Ledger& before, const E& event, Verdict& verdict) {
  const ContactPage* contact = before.contact(event.contact);
  if (contact == nullptr) return;
  verdict.expect(contact->agent == event.agent, one_agent_a_contact,
                 "something happens with an agent whose contact it is not");
}

template <class E>
void lives(const Ledger& before, const E& event, Verdict& verdict) {
  constexpr bool may_follow_end = std::is_same_v<E, RecordingStarted> ||
                                  std::is_same_v<E, RecordingEnded> ||
                                  std::is_same_v<E, RecordingRead> || std::is_same_v<E, NoteAdded>;
  if (std::is_same_v<E, ContactArrived> || !event.contact) {
    verdict.expect(
        before.contact(event.contact) == nullptr && before.closed_at(event.contact) == nullptr,
        one_end, "a contact arrives twice");
    return;
  }
  const bool open = before.contact(event.contact) != nullptr;
  const bool closed = before.closed_at(event.contact) != nullptr;
  verdict.expect(open || (may_follow_end && closed), one_end,
                 closed ? "something happens to a contact that is closed"
                        : "something happens to a contact that never arrived");
}

void ends_from_its_state(const Ledger& before, const ContactClosed& event, Verdict& verdict) {
  const ContactPage* contact = before.contact(event.contact);
  if (contact == nullptr) return;
  verdict.expect(event.end != ContactEnd::none, one_end, "closed without an end");
  verdict.expect(!contact->offer, one_end, "closed while it is offered");
  const bool handled = event.end == ContactEnd::handled;
  verdict.expect(!handled || contact->connected_once, one_end, "handled by nobody");
}

struct Look {
  const Ledger& before;
  Verdict& verdict;

  template <class E>
  void operator()(const E& event) const {
    if constexpr (requires { event.contact; }) {
      if (!std::is_same_v<E, AgentStateChanged> || event.contact) lives(before, event, verdict);
    }
    if constexpr (std::is_same_v<E, OfferMade>) {
      one_live_contact(before, event.agent, event.contact, verdict);
      offered_once(before, event, verdict);
    } else if constexpr (std::is_same_v<E, OfferAccepted> || std::is_same_v<E, OfferEnded>) {
      offer_is_open(before, event, verdict);
    } else if constexpr (std::is_same_v<E, ContactConnected>) {
      one_live_contact(before, event.agent, event.contact, verdict);
      connected_by_its_offer(before, event, verdict);
    } else if constexpr (std::is_same_v<E, ContactHeld> || std::is_same_v<E, ContactResumed> ||
                         std::is_same_v<E, ContactReleased> ||
                         std::is_same_v<E, ContactLostAgent> || std::is_same_v<E, WrapUpStarted> ||
                         std::is_same_v<E, WrapUpEnded>) {
      owner_acts(before, event, verdict);
    } else if constexpr (std::is_same_v<E, ContactClosed>) {
      ends_from_its_state(before, event, verdict);
    }
  }
};

}  // namespace

void check_contacts(const Ledger& before, const Record& record, Verdict& verdict) {
  std::visit(Look{before, verdict}, record.event);
}

}  // namespace relevo::sim
