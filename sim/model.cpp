#include "sim/model.h"

#include <algorithm>
#include <type_traits>

#include "base/enum_name.h"

namespace relevo::sim {

namespace {

constexpr std::size_t sessions_max = 20;
constexpr Duration node_patience = seconds(60);
constexpr Duration key_remembered = hours(24);
constexpr std::ptrdiff_t keys_of_user = 50'000;
constexpr std::ptrdiff_t keys_of_all = 2'000'000;
constexpr std::ptrdiff_t keys_of_user_at_worst = 500;  // While all together have keys_of_all.

const Source* source_of(const Command& command) {
  return std::visit(
      [](const auto& c) -> const Source* {
        if constexpr (requires { c.source; }) {
          return &c.source;
        } else {
          return nullptr;
        }
      },
      command);
}

std::string named(const char* what, std::uint64_t id) { return what + std::to_string(id); }

}  // namespace

void Model::start(Duration away, Time at) {
  at_ = at;
  for (auto& [id, contact] : contacts_) {
    const bool fell_due = contact.state == ContactState::wrap_up && contact.due <= at;
    if (!fell_due) continue;
    contact.due = contact.due + away;
    contact.due_at_most = contact.due_at_most + away;
  }
  // Voice has to be heard before its contacts go on.
  const bool has_devices = std::any_of(agents_.begin(), agents_.end(),
                                       [](const Agent& agent) { return agent.devices > 0; });
  if (!node_.known && contacts_.empty() && !has_devices) return;
  if (!node_.away) node_.away_since = at;
  node_.known = node_.away = true;
  node_.gives_up_at = at + node_patience;
}

void Model::expire(Time at) {
  at_ = at;
  std::vector<ContactId> due;
  for (auto& [id, contact] : contacts_) {
    if (contact.rests_until <= at && !node_.away) contact.rests_until = {};
    const bool has_time =
        contact.state == ContactState::wrap_up || contact.state == ContactState::offered;
    if (has_time && contact.due <= at) due.push_back(id);
  }
  for (const ContactId id : due) {
    Contact& contact = contacts_.at(id);
    if (contact.state == ContactState::wrap_up) {
      close(id);
    } else if (!node_.away) {
      end_offer(contact, contact.answering ? OfferEnd::failed : OfferEnd::expired);
    }
  }
  if (node_.away && node_.gives_up_at <= at) give_up_node();
  std::set<UserId> left;
  std::erase_if(sessions_, [&](const auto& entry) {
    const bool is_over = entry.second.expires_at <= at;
    if (is_over) left.insert(entry.second.user);
    return is_over;
  });
  for (const UserId user : left) leaves_the_door(user);
  route();
}

/// A fact with a number counts once.
bool Model::taken_before(const Source& source) {
  if (source.number == 0) return false;
  auto& [session, number] = facts_[source.node];
  if (session == source.session && source.number <= number) return true;
  session = source.session;
  number = source.number;
  return false;
}

/// Nobody is hindered by what others do, unless they do very much themselves.
bool Model::may_use_key(UserId user) const {
  if (!user) return true;
  const auto in_force = [this](const auto& entry) { return entry.second.expires_at > at_; };
  const auto first = keys_.lower_bound({user, {}});
  const auto behind = keys_.lower_bound({UserId{user.value + 1}, {}});
  const auto of_user = std::count_if(first, behind, in_force);
  if (of_user < keys_of_user_at_worst) return true;
  const auto of_all = std::count_if(keys_.begin(), keys_.end(), in_force);
  return of_user < keys_of_user && of_all < keys_of_all;
}

Reject Model::take(const Request& request) {
  const Source* source = source_of(request.command);
  if (source != nullptr && taken_before(*source)) return Reject::none;
  const std::pair name{request.by, request.key};
  const auto key = keys_.find(name);
  if (request.keyed && key != keys_.end() && key->second.expires_at > at_) {
    return key->second.body == request.body ? Reject::none : Reject::key_reused;
  }
  if (request.keyed && !may_use_key(request.by)) return Reject::too_many_keys;
  const Reject answer = carry_out(request);
  if (answer == Reject::none && request.keyed) {
    keys_[name] = {.body = request.body, .expires_at = at_ + key_remembered};
  }
  route();
  return answer;
}

Reject Model::carry_out(const Request& request) {
  if (const auto* asked = std::get_if<Supervise>(&request.command)) {
    return supervise(*asked, request.by);
  }
  return std::visit(
      [&](const auto& command) {
        if constexpr (requires { take(command, request.by); }) {
          return take(command, request.by);
        } else {
          return take(command);
        }
      },
      request.command);
}

Reject Model::take(const ApplyOperation& command) {
  const Operation& next = *command.document;
  if (command.base_version != operation_.version) return Reject::operation_changed;
  for (const AgentSetup& agent : next.agents) {
    const Agent* now = agent_of(agent.id);
    if (agent.retired && now != nullptr && now->state != AgentState::offline) return Reject::in_use;
  }
  for (const QueueSetup& queue : next.queues) {
    if (!queue.retired) continue;
    for (const auto& [id, contact] : contacts_) {
      if (contact.queue == queue.id) return Reject::in_use;
    }
  }
  operation_ = next;
  agents_.resize(next.agents.size(), Agent{.idle_since = at_});
  return Reject::none;
}

Reject Model::take(const OpenSession& command) {
  const UserSetup* user = entry_of(operation_.users, command.user);
  if (user == nullptr || user->retired) return Reject::user_not_found;
  const auto is_theirs = [&](const auto& entry) { return entry.second.user == command.user; };
  const auto open = std::count_if(sessions_.begin(), sessions_.end(), is_theirs);
  if (static_cast<std::size_t>(open) >= sessions_max) {
    sessions_.erase(std::find_if(sessions_.begin(), sessions_.end(), is_theirs));  // The oldest.
  }
  sessions_[{++sessions_made_}] = {.user = command.user, .expires_at = at_ + command.lasts};
  return Reject::none;
}

Reject Model::take(const CloseSession& command) {
  const auto found = sessions_.find(command.session);
  if (found == sessions_.end()) return Reject::session_not_found;
  const UserId user = found->second.user;
  sessions_.erase(found);
  leaves_the_door(user);
  return Reject::none;
}

bool Model::is_member(AgentId agent, QueueId queue) const {
  const AgentSetup& who = operation_.agents[agent.value - 1];
  const QueueSetup& where = operation_.queues[queue.value - 1];
  if (who.retired || where.retired) return false;
  return std::all_of(where.requires_.begin(), where.requires_.end(), [&](const SkillLevel& asked) {
    return std::any_of(who.skills.begin(), who.skills.end(), [&](const SkillLevel& has) {
      return has.skill == asked.skill && has.level >= asked.level;
    });
  });
}

/// The levels that the agent has of the skills that the queue asks for, together.
std::int64_t Model::points(AgentId agent, QueueId queue) const {
  std::int64_t sum = 0;
  for (const SkillLevel& asked : operation_.queues[queue.value - 1].requires_) {
    for (const SkillLevel& has : operation_.agents[agent.value - 1].skills) {
      if (has.skill == asked.skill) sum += has.level;
    }
  }
  return sum;
}

bool Model::comes_before(AgentId a, AgentId b, QueueId queue) const {
  if (operation_.queues[queue.value - 1].strategy == Strategy::skill_fit) {
    const std::int64_t of_a = points(a, queue);
    const std::int64_t of_b = points(b, queue);
    if (of_a != of_b) return of_a > of_b;
  }
  const Time idle_a = agents_[a.value - 1].idle_since;
  const Time idle_b = agents_[b.value - 1].idle_since;
  return idle_a != idle_b ? idle_a < idle_b : a < b;
}

/// The best of the ready members at whom it did not ring yet; of all when it rang at each.
AgentId Model::choose(const Contact& contact, const std::vector<AgentId>& ready) const {
  AgentId best;
  bool best_is_new = false;
  for (const AgentId id : ready) {
    if (!is_member(id, contact.queue)) continue;
    const bool is_new =
        std::find(contact.rang.begin(), contact.rang.end(), id) == contact.rang.end();
    const bool better =
        !best || (is_new != best_is_new ? is_new : comes_before(id, best, contact.queue));
    if (!better) continue;
    best = id;
    best_is_new = is_new;
  }
  return best;
}

/// Whoever counts as waiting longest and can be served is served, until nobody can.
void Model::route() {
  while (!node_.away) {
    std::vector<AgentId> ready;
    for (std::size_t i = 0; i < agents_.size(); ++i) {
      const bool is_ready = agents_[i].state == AgentState::ready && agents_[i].devices > 0;
      if (is_ready) ready.push_back({i + 1});
    }
    if (ready.empty()) return;
    ContactId first;
    AgentId chosen;
    for (const auto& [id, contact] : contacts_) {
      if (contact.state != ContactState::queued || contact.rests_until > Time{}) continue;
      const Time order = contact.queued_at - contact.credit;
      if (first) {
        const Contact& other = contacts_.at(first);
        if (other.queued_at - other.credit <= order) continue;
      }
      const AgentId agent = choose(contact, ready);
      if (!agent) continue;
      first = id;
      chosen = agent;
    }
    if (!first) return;
    Contact& contact = contacts_.at(first);
    contact.state = ContactState::offered;
    contact.agent = chosen;
    contact.agent_leg = {++legs_made_};
    contact.made_at = at_;
    contact.answering = false;
    contact.due = at_ + operation_.queues[contact.queue.value - 1].ring;
    Agent& agent = agents_[chosen.value - 1];
    agent.contact = first;
    change(agent, AgentState::reserved);
  }
}

std::string Model::contacts_differ(const Ledger& ledger) const {
  for (const auto& [id, page] : ledger.contacts()) {
    const auto which = [&id = id] { return named("contact ", id.value); };
    const auto found = contacts_.find(id);
    if (found == contacts_.end()) return which() + " should be closed, or never have come";
    const Contact& contact = found->second;
    if (contact.state != page.state) {
      return which() + " is " + std::string(enum_name(page.state)) + ", the model says " +
             std::string(enum_name(contact.state));
    }
    const AgentId agent = page.state == ContactState::offered ? page.offered_to : page.agent;
    if (contact.agent != agent) {
      return which() + " belongs to agent " + std::to_string(agent.value) + ", the model says " +
             std::to_string(contact.agent.value);
    }
    if (contact.queue != page.queue) return which() + " is in another queue";
    if (contact.queued_at != page.queued_at || contact.credit != page.credit) {
      return which() + " waits since " + std::to_string(page.queued_at.us) + ", the model says " +
             std::to_string(contact.queued_at.us);
    }
  }
  return {};
}

std::string Model::difference(const Ledger& ledger) const {
  const std::string other = contacts_differ(ledger);
  if (!other.empty()) return other;
  const std::string beside = supervisors_differ(ledger);
  if (!beside.empty()) return beside;
  for (std::size_t i = 0; i < ledger.agents().size(); ++i) {
    const AgentPage& page = ledger.agents()[i];
    const auto who = [i] { return named("agent ", i + 1); };
    if (i >= agents_.size()) return who() + " should not be there";
    const Agent& agent = agents_[i];
    if (agent.state != page.state) {
      return who() + " is " + std::string(enum_name(page.state)) + ", the model says " +
             std::string(enum_name(agent.state));
    }
    if (agent.contact != page.contact) {
      return who() + " has contact " + std::to_string(page.contact.value) + ", the model says " +
             std::to_string(agent.contact.value);
    }
    if (agent.devices != page.devices) return who() + " has another count of devices";
    if (agent.unread != page.unread) return who() + " has other messages to read";
    if (agent.hand != page.hand) return who() + " has a hand raised, or not, unlike in the model";
  }
  if (contacts_.size() != ledger.contacts().size()) return "a contact should still be open";
  if (sessions_.size() != ledger.sessions().size()) return "other sessions are open";
  return {};
}

}  // namespace relevo::sim
