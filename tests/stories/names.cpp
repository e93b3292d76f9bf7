#include "names.h"

#include "base/enum_name.h"

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

RuleId Names::rule(const std::string& name) const {
  if (name == "nobody") return {nobody};
  return id_of_code(state_->operation->rules, name, "rule");
}

AlertId Names::alert(const std::string& name) const {
  if (name == "nobody") return {nobody};
  if (!name.starts_with('a')) throw Mistake("alerts are a1, a2, ...");
  return {number_of(name.substr(1))};
}

Subject Names::subject(const std::string& name) const {
  const std::vector<std::string> parts = split(name, ':');
  const auto kind = enum_from_name<SubjectKind>(parts[0]);
  if (!kind) throw Mistake("no subject is a '" + parts[0] + "'");
  if (*kind == SubjectKind::operation) return {.kind = *kind, .id = 1};
  if (parts.size() != 2) throw Mistake("a subject is KIND:CODE");
  const Operation& operation = *state_->operation;
  const auto of_kind = [&](const auto& entries) {
    return Subject{.kind = *kind, .id = id_of_code(entries, parts[1], parts[0].c_str()).value};
  };
  switch (*kind) {
    case SubjectKind::queue:
      return of_kind(operation.queues);
    case SubjectKind::campaign:
      return of_kind(operation.campaigns);
    case SubjectKind::client:
      return of_kind(operation.clients);
    case SubjectKind::agent:
      return of_kind(operation.agents);
    case SubjectKind::team:
      return of_kind(operation.teams);
    case SubjectKind::site:
      return of_kind(operation.sites);
    case SubjectKind::operation:
    case SubjectKind::place:
      break;
  }
  const auto place = enum_from_name<WorkPlace>(parts[1]);
  if (!place) throw Mistake("no place is called '" + parts[1] + "'");
  return {.kind = *kind, .id = static_cast<std::uint64_t>(*place)};
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

std::string Names::of(const Subject& subject) const {
  const Operation& operation = *state_->operation;
  const std::string kind{enum_name(subject.kind)};
  switch (subject.kind) {
    case SubjectKind::operation:
      return kind;
    case SubjectKind::queue:
      return kind + ":" + code_of(operation.queues, QueueId{subject.id});
    case SubjectKind::campaign:
      return kind + ":" + code_of(operation.campaigns, CampaignId{subject.id});
    case SubjectKind::client:
      return kind + ":" + code_of(operation.clients, ClientId{subject.id});
    case SubjectKind::agent:
      return kind + ":" + code_of(operation.agents, AgentId{subject.id});
    case SubjectKind::team:
      return kind + ":" + code_of(operation.teams, TeamId{subject.id});
    case SubjectKind::site:
      return kind + ":" + code_of(operation.sites, SiteId{subject.id});
    case SubjectKind::place:
      return kind + ":" + std::string{enum_name(static_cast<WorkPlace>(subject.id))};
  }
  return kind;
}

std::string Names::of(LegId id) const {
  const auto found = customers_of_legs_.find(id);
  return found == customers_of_legs_.end() ? "leg" + std::to_string(id.value) : found->second;
}

}  // namespace relevo::stories
