#include "names.h"

namespace relevo::stories {

namespace {

constexpr std::uint64_t nobody = 999'999;

template <class Entries>
auto id_of_code(const Entries& entries, const std::string& name, const char* what) {
  const auto* entry = entry_of_code(entries, name);
  if (entry == nullptr) throw Mistake("no " + std::string{what} + " is called '" + name + "'");
  return entry->id;
}

}  // namespace

AgentId Names::agent(const std::string& name) const {
  if (name == "nobody") return {nobody};
  if (name == "none") return {};
  return id_of_code(state_->operation->agents, name, "agent");
}

UserId Names::user(const std::string& name) const {
  if (name == "nobody") return {nobody};
  return id_of_code(state_->operation->users, name, "user");
}

DispositionId Names::disposition(const std::string& name) const {
  if (name == "nobody") return {nobody};
  return id_of_code(state_->operation->dispositions, name, "disposition");
}

ContactId Names::contact(const std::string& name) const {
  if (name == "nobody") return {nobody};
  const auto found = contacts_.find(name);
  if (found == contacts_.end()) throw Mistake("no contact is called '" + name + "'");
  return found->second;
}

SessionId Names::session(const std::string& name) const {
  if (name == "nobody") return {nobody};
  if (!name.starts_with('s')) throw Mistake("sessions are s1, s2, ...");
  return {number_of(name.substr(1))};
}

LegId Names::leg(const std::string& name) const {
  if (name == "nobody") return {nobody};
  if (const auto customer = customer_legs_.find(name); customer != customer_legs_.end()) {
    return customer->second;
  }
  if (name.starts_with("leg")) return {number_of(name.substr(3))};
  const auto* const user = entry_of_code(state_->operation->users, name);
  if (user != nullptr && supervisor_legs_.contains(user->id)) return supervisor_legs_.at(user->id);
  const auto latest = agent_legs_.find(agent(name));
  if (latest == agent_legs_.end()) throw Mistake("nothing has rung at '" + name + "' yet");
  return latest->second;
}

LegId Names::new_customer(const std::string& name) {
  const auto [known, added] =
      customer_legs_.try_emplace(name, LegId{leg_of_voice_min + customers_});
  if (added) {
    ++customers_;
    customers_of_legs_[known->second] = name;
  }
  return known->second;
}

void Names::learn(const Event& event) {
  if (const auto* arrived = std::get_if<ContactArrived>(&event)) {
    const std::string name = of(arrived->leg);
    contacts_[name] = arrived->contact;
    names_of_contacts_[arrived->contact] = name;
  } else if (const auto* made = std::get_if<OfferMade>(&event)) {
    agent_legs_[made->agent] = made->leg;
  } else if (const auto* asked = std::get_if<SecondAsked>(&event)) {
    agent_legs_[asked->agent] = asked->leg;
  } else if (const auto* started = std::get_if<SupervisionStarted>(&event)) {
    supervisor_legs_[started->user] = started->leg;
  }
}

std::string Names::of(ContactId id) const {
  const auto found = names_of_contacts_.find(id);
  return found == names_of_contacts_.end() ? "?" + std::to_string(id.value) : found->second;
}

std::string Names::of(LegId id) const {
  const auto found = customers_of_legs_.find(id);
  return found == customers_of_legs_.end() ? "leg" + std::to_string(id.value) : found->second;
}

}  // namespace relevo::stories
