#include "core/core.h"

#include <type_traits>
#include <utility>

#include "core/rules.h"

namespace relevo {

namespace {

/// The source of a fact, or nullptr for a command of people or of the engine.
const Source* source_of(const Command& command) {
  return std::visit(
      []<class C>(const C& c) -> const Source* {
        if constexpr (requires { c.source; }) {
          return &c.source;
        } else {
          return nullptr;
        }
      },
      command);
}

Asked asked_of(const Request& request, Time at) {
  const Source* source = source_of(request.command);
  return {.at = at, .by = request.by, .late = source == nullptr ? Duration{} : source->age};
}

Decision decide_any(const State& state, const Command& command, const Asked& asked) {
  return std::visit(
      [&]<class C>(const C& c) -> Decision {
        if constexpr (std::is_same_v<C, Tick> || std::is_same_v<C, Reconcile>) {
          return Events{};  // Core::expire and Core::reconcile decide one thing after the other.
        } else {
          return decide(state, c, asked);
        }
      },
      command);
}

}  // namespace

void apply(State& state, const Event& event, Time at, const Bytes* document) {
  RELEVO_ASSERT(at >= state.at);
  state.position += 1;
  state.at = at;
  std::visit(
      [&]<class E>(const E& e) {
        if constexpr (std::is_same_v<E, OperationApplied>) {
          RELEVO_ASSERT(document != nullptr);
          apply(state, e, *document);
        } else if constexpr (std::is_same_v<E, RecordingStarted> ||
                             std::is_same_v<E, RecordingEnded>) {
          // The floor does not depend on recordings; views show them.
        } else {
          apply(state, e, at);
        }
      },
      event);
}

Outcome Core::take(const Request& request, Batch& batch) {
  if (taken_before(request)) return {};
  const Outcome made{.first = state_.position + 1};
  const std::pair<UserId, Digest> name{request.by, request.key};
  if (request.keyed) {
    const auto used = state_.keys.find(name);
    if (used != state_.keys.end() && used->second.expires_at > batch.at) {
      if (used->second.body != request.body) return {.reject = Reject::key_reused};
      if (used->second.set_aside) return {.reject = Reject::command_set_aside};
      return {.first = used->second.first, .events = used->second.events};
    }
    if (keys_in_force(request.by, batch.at) >= keys_of_user_max) {
      return {.reject = Reject::too_many_keys};
    }
  }

  const Decision decision = decide_any(state_, request.command, asked_of(request, batch.at));
  if (!decision) return {.reject = decision.error()};
  if (const auto* operation = std::get_if<ApplyOperation>(&request.command)) {
    batch.document = operation->bytes;
  }
  for (const Event& event : *decision) commit(event, batch);
  if (std::holds_alternative<Tick>(request.command)) expire(batch);
  if (const auto* report = std::get_if<Reconcile>(&request.command)) reconcile(*report, batch);
  route(batch);

  Outcome outcome = made;
  outcome.events = static_cast<std::uint32_t>(state_.position + 1 - made.first);
  if (request.keyed) {
    commit(KeyUsed{.user = request.by,
                   .key = request.key,
                   .body = request.body,
                   .events = outcome.events,
                   .expires_at = batch.at + key_lasts},
           batch);
  }
  return outcome;
}

std::size_t Core::keys_in_force(UserId user, Time at) const {
  const auto count = state_.keys_of_user.find(user);
  if (count == state_.keys_of_user.end()) return 0;
  std::size_t in_force = count->second;
  if (in_force < keys_of_user_max) return in_force;  // The usual case needs no closer look.
  for (const auto& [expires_at, owner] : state_.key_expiries) {
    if (expires_at > at) break;
    if (owner.first == user) --in_force;
  }
  return in_force;
}

void Core::close(Batch& batch) {
  for (const auto& [node, taken] : std::exchange(facts_of_batch_, {})) {
    commit(FactsTaken{.node = node, .session = taken.session, .number = taken.number}, batch);
  }
}

void Core::replay(const Batch& batch) {
  RELEVO_ASSERT(batch.first == state_.position + 1);
  for (const Event& event : batch.events) apply(state_, event, batch.at, batch.document.get());
}

std::optional<Time> Core::next_deadline() const {
  if (state_.deadlines.empty()) return std::nullopt;
  return state_.deadlines.begin()->at;
}

void Core::commit(const Event& event, Batch& batch) {
  apply(state_, event, batch.at, batch.document.get());
  batch.events.push_back(event);
  if (const auto* queued = std::get_if<ContactQueued>(&event)) {
    contacts_to_route_.push_back(queued->contact);
  } else if (const auto* over = std::get_if<OfferEnded>(&event)) {
    if (over->end != OfferEnd::withdrawn) contacts_to_route_.push_back(over->contact);
  } else if (const auto* changed = std::get_if<AgentStateChanged>(&event)) {
    if (changed->to == AgentState::ready) agents_to_route_.push_back(changed->agent);
  } else if (const auto* devices = std::get_if<AgentDevicesChanged>(&event)) {
    agents_to_route_.push_back(devices->agent);  // Who is ready may only now be reachable.
  } else if (std::holds_alternative<OperationApplied>(event) ||
             std::holds_alternative<NodeBack>(event)) {
    // Skills may have changed, or contacts wait again: everybody who is ready looks again.
    for (const Agent& agent : state_.agents) {
      if (agent.state == AgentState::ready) agents_to_route_.push_back(agent.id);
    }
  }
}

void Core::route(Batch& batch) {
  // All who became free and all who came (back) are looked at together, whoever counts as waiting
  // longest first: nobody is overtaken because of the order in which a command freed the agents.
  while (const ContactId next = first_in_line()) {
    for (const Event& event : route_contact(state_, next, batch.at)) commit(event, batch);
  }
  agents_to_route_.clear();
  contacts_to_route_.clear();
}

ContactId Core::first_in_line() const {
  std::optional<WaitKey> first;
  const auto consider = [&](ContactId id) {
    const auto found = state_.contacts.find(id);
    if (found == state_.contacts.end() || !waits(state_, found->second)) return;
    const Contact& contact = found->second;
    if (state_.queues[contact.queue.value - 1].ready.empty()) return;
    const WaitKey place{contact.queued_at - contact.credit, id};
    if (!first || place < *first) first = place;
  };
  for (const ContactId contact : contacts_to_route_) consider(contact);
  for (const AgentId agent : agents_to_route_) consider(longest_waiting_for(state_, agent));
  return first ? first->contact : ContactId{};
}

void Core::expire(Batch& batch) {
  while (!state_.deadlines.empty() && state_.deadlines.begin()->at <= batch.at) {
    const Deadline due = *state_.deadlines.begin();
    if (due.of == DeadlineOf::node) {
      give_up({due.id}, batch);
      continue;
    }
    const Asked asked{.at = batch.at, .by = {}};
    Events events;
    if (due.of == DeadlineOf::session) {
      const Decision closed =
          decide(state_, CloseSession{.session = {due.id}, .end = SessionEnd::expired}, asked);
      RELEVO_ASSERT(closed.has_value());
      events = *closed;
    } else {
      const Contact& contact = state_.contacts.at({due.id});
      if (due.of == DeadlineOf::offer) {
        end_offer(events, state_, contact, OfferEnd::expired, asked);
      } else if (due.of == DeadlineOf::rest) {
        events.emplace_back(rested(contact));
      } else {
        const Agent& agent = *state_.agent(contact.agent);
        end_wrap_up(events, state_, contact, Cause::timer, asked);
        events.emplace_back(freed(agent, Cause::timer, asked));
      }
    }
    for (const Event& event : events) commit(event, batch);
  }
}

void Core::reconcile(const Reconcile& report, Batch& batch) {
  take_facts(report, batch);
  const Events back = node_back(state_, report.source, {.at = batch.at, .by = {}});
  for (const Event& event : back) commit(event, batch);
}

/// As when it were back and had nothing.
void Core::give_up(NodeId node, Batch& batch) {
  take_facts({.source = {.node = node}}, batch);
  commit(given_up(state_, node, {.at = batch.at, .by = {}}), batch);
}

void Core::take_facts(const Reconcile& report, Batch& batch) {
  for (const Command& fact : facts_of(state_, report, batch.at)) {
    // Decided on the state that the fact before left, and none of them is ever refused.
    const Decision decision = decide_any(state_, fact, asked_of({.command = fact}, batch.at));
    RELEVO_ASSERT(decision.has_value());
    for (const Event& event : *decision) commit(event, batch);
  }
}

bool Core::taken_before(const Request& request) {
  const Source* source = source_of(request.command);
  if (source == nullptr || source->number == 0) return false;
  const auto durable = state_.facts_taken.find(source->node);
  TakenFacts& taken = facts_of_batch_[source->node];
  if (taken.number == 0 && durable != state_.facts_taken.end()) taken = durable->second;
  if (taken.session == source->session && source->number <= taken.number) {
    if (durable != state_.facts_taken.end() && durable->second.session == taken.session &&
        durable->second.number == taken.number) {
      facts_of_batch_.erase(source->node);
    }
    return true;
  }
  taken = {.session = source->session, .number = source->number};
  return false;
}

}  // namespace relevo
