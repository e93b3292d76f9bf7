#include "view/contact_event.h"

namespace relevo {

namespace {

using After = std::optional<ContactState>;

struct StateAfter {
  After operator()(const ContactArrived& /*event*/) const { return ContactState::arrived; }
  After operator()(const ContactQueued& /*event*/) const { return ContactState::queued; }
  After operator()(const OfferMade& /*event*/) const { return ContactState::offered; }
  After operator()(const OfferEnded& /*event*/) const { return ContactState::queued; }
  After operator()(const ContactConnected& /*event*/) const { return ContactState::connected; }
  After operator()(const ContactHeld& /*event*/) const { return ContactState::held; }
  After operator()(const ContactResumed& /*event*/) const { return ContactState::connected; }
  After operator()(const ContactReleased& /*event*/) const { return ContactState::wrap_up; }
  After operator()(const ContactLostAgent& /*event*/) const { return ContactState::queued; }
  After operator()(const ContactTransferred& event) const {
    // Who is asked before has it with the next event.
    if (event.mode == TransferMode::consult) return std::nullopt;
    return ContactState::queued;
  }
  After operator()(const ContactTakenOver& /*event*/) const { return ContactState::connected; }
  After operator()(const ContactClosed& /*event*/) const { return ContactState::closed; }

  template <class E>
  After operator()(const E& /*event*/) const {
    return std::nullopt;
  }
};

}  // namespace

ContactId contact_of(const Event& event) {
  return std::visit(
      []<class E>(const E& e) -> ContactId {
        if constexpr (requires { e.contact; }) return e.contact;
        return {};
      },
      event);
}

AgentId agent_of(const Event& event) {
  return std::visit(
      []<class E>(const E& e) -> AgentId {
        if constexpr (requires { e.agent; }) return e.agent;
        return {};
      },
      event);
}

Time happened_at(const Record& record) {
  return std::visit(
      [&]<class E>(const E& e) {
        if constexpr (requires { e.late; }) return record.at - e.late;
        return record.at;
      },
      record.event);
}

After state_after(const Event& event) { return std::visit(StateAfter{}, event); }

}  // namespace relevo
