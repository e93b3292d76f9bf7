#include "core/core.h"

#include <set>
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
          return Events{};  // Core::expire and Core::take_report decide one thing after the other.
        } else {
          return decide(state, c, asked);
        }
      },
      command);
}

/// Of a contact, an agent, a session or an alert.
Events expired(const State& state, const Deadline& due, Time at) {
  const Asked asked{.at = at, .by = {}};
  if (due.of == DeadlineOf::session) {
    const Decision closed =
        decide(state, CloseSession{.session = {due.id}, .end = SessionEnd::expired}, asked);
    RELEVO_ASSERT(closed.has_value());
    return *closed;
  }
  if (due.of == DeadlineOf::alert) return alert_due(state, {due.id}, asked);
  Events events;
  if (due.of == DeadlineOf::handed_over) {
    const Agent& agent = *state.agent({due.id});
    end_wrap_up_of(events, state, agent, Cause::timer, asked);
    events.emplace_back(freed(agent, Cause::timer, asked));
    return events;
  }
  const Contact& contact = state.contacts.at({due.id});
  if (due.of == DeadlineOf::rest) return {rested(contact)};
  if (due.of == DeadlineOf::offer && contact.second) {
    end_asking(events, state, contact, end_of_silence(state, contact), asked);
  } else if (due.of == DeadlineOf::offer) {
    end_offer(events, state, contact, end_of_silence(state, contact), asked);
  } else {
    const Agent& agent = *state.agent(contact.agent);
    end_wrap_up(events, state, contact, Cause::timer, asked);
    events.emplace_back(freed(agent, Cause::timer, asked));
  }
  return events;
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
                             std::is_same_v<E, RecordingEnded> ||
                             std::is_same_v<E, RecordingRead> || std::is_same_v<E, NoteAdded> ||
                             std::is_same_v<E, AlertMarked>) {
          // The floor does not depend on recordings, notes and marks; views show them.
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
    if (!has_room_for_key(request.by, batch.at)) return {.reject = Reject::too_many_keys};
  }

  const Decision decision = decide_any(state_, request.command, asked_of(request, batch.at));
  if (!decision) return {.reject = decision.error()};
  if (const auto* operation = std::get_if<ApplyOperation>(&request.command)) {
    batch.document = operation->bytes;
  }
  for (const Event& event : *decision) commit(event, batch);
  if (std::holds_alternative<Tick>(request.command)) expire(batch);
  if (const auto* report = std::get_if<Reconcile>(&request.command)) {
    report_ = {.source = report->source, .facts = facts_of(state_, *report, batch.at)};
  }
  go_on(batch);

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

bool Core::has_room_for_key(UserId user, Time at) const {
  const auto theirs = state_.key_expiries_of_user.find(user);
  if (!user || theirs == state_.key_expiries_of_user.end()) return true;
  // One look each: so many are in force when the one with so many to the end is.
  const std::deque<KeyExpiry>& all = state_.key_expiries;
  const bool is_full = all.size() >= keys_max && all[all.size() - keys_max].at > at;
  const std::deque<Time>& own = theirs->second;
  const std::size_t own_max = is_full ? keys_fair_max : keys_of_user_max;
  return own.size() < own_max || own[own.size() - own_max] <= at;
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

void Core::go_on(Batch& batch) {
  if (report_) take_report(batch);
  // In the middle of a report nobody is offered what its rest may take away.
  if (!report_) route(batch);
}

std::optional<Time> Core::next_deadline() const {
  if (report_ || !queues_to_route_.empty()) return state_.at;
  if (state_.deadlines.empty()) return std::nullopt;
  return state_.deadlines.begin()->at;
}

void Core::commit(const Event& event, Batch& batch) {
  apply(state_, event, batch.at, batch.document.get());
  batch.events.push_back(event);
  if (const auto* queued = std::get_if<ContactQueued>(&event)) {
    queues_to_route_.push_back(queued->queue);
  } else if (const auto* over = std::get_if<OfferEnded>(&event)) {
    queues_to_route_.push_back(state_.contacts.at(over->contact).queue);
  } else if (const auto* changed = std::get_if<AgentStateChanged>(&event)) {
    if (changed->to == AgentState::ready) look_at_queues_of(changed->agent);
  } else if (const auto* devices = std::get_if<AgentDevicesChanged>(&event)) {
    look_at_queues_of(devices->agent);  // Who is ready may only now be reachable.
  } else if (std::holds_alternative<OperationApplied>(event) ||
             std::holds_alternative<NodeBack>(event)) {
    look_at_all_queues();  // Skills may have changed, or contacts wait again.
  }
}

/// Of whoever waits and whoever is ready the second to come makes the pair: what is empty now is
/// looked at again when it no longer is.
void Core::look_at_queues_of(AgentId agent) {
  for (const Membership& member : state_.memberships[agent.value - 1]) {
    const Queue& queue = state_.queues[member.queue.value - 1];
    if (!queue.waiting.empty()) queues_to_route_.push_back(member.queue);
  }
}

void Core::look_at_all_queues() {
  for (std::size_t i = 0; i < state_.queues.size(); ++i) {
    if (!state_.queues[i].waiting.empty()) queues_to_route_.push_back({i + 1});
  }
}

/// All who became free and all who came (back) are looked at together, whoever counts as waiting
/// longest first: nobody is overtaken because of the order in which a command freed the agents.
void Core::route(Batch& batch) {
  if (queues_to_route_.empty()) return;
  std::set<std::pair<WaitKey, QueueId>> line;  // Who is first in each queue where one is ready.
  const auto line_up = [&](QueueId id) {
    const Queue& queue = state_.queues[id.value - 1];
    if (queue.waiting.empty() || queue.ready.empty()) return;
    line.insert({*queue.waiting.begin(), id});
  };
  for (const QueueId queue : std::exchange(queues_to_route_, {})) line_up(queue);
  while (!line.empty() && batch.events.size() < routing_events_max) {
    const auto [place, queue] = *line.begin();
    line.erase(line.begin());
    for (const Event& event : route_contact(state_, place.contact, batch.at)) commit(event, batch);
    line_up(queue);
  }
  for (const auto& [place, queue] : line) queues_to_route_.push_back(queue);
}

void Core::expire(Batch& batch) {
  while (!state_.deadlines.empty() && state_.deadlines.begin()->at <= batch.at &&
         batch.events.size() < batch_events_wanted) {
    const Deadline due = *state_.deadlines.begin();
    if (due.of == DeadlineOf::node) {
      if (!give_up({due.id}, batch)) return;
      continue;
    }
    for (const Event& event : expired(state_, due, batch.at)) commit(event, batch);
  }
}

void Core::take_report(Batch& batch) {
  while (report_->next < report_->facts.size()) {
    if (batch.events.size() >= batch_events_wanted) return;
    take_fact(report_->facts[report_->next++], batch);
  }
  const auto back = node_back(state_, report_->source, batch.at);
  report_.reset();
  if (back) commit(*back, batch);
}

/// As when it were back and had nothing. False when the batch is full: its deadline stays, and the
/// next Tick ends the rest.
bool Core::give_up(NodeId node, Batch& batch) {
  for (const Command& fact : facts_of(state_, {.source = {.node = node}}, batch.at)) {
    if (batch.events.size() >= batch_events_wanted) return false;
    take_fact(fact, batch);
  }
  commit(given_up(state_, node, {.at = batch.at, .by = {}}), batch);
  return true;
}

void Core::take_fact(const Command& fact, Batch& batch) {
  // Decided on the state that the fact before left, and none of them is ever refused.
  const Decision decision = decide_any(state_, fact, asked_of({.command = fact}, batch.at));
  RELEVO_ASSERT(decision.has_value());
  for (const Event& event : *decision) commit(event, batch);
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
