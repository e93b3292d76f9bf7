#include "sim/reconcile/recount.h"

#include <algorithm>

#include "base/assert.h"

namespace relevo::sim {

void Recount::take(const Batch& batch) {
  for_each_record(batch, [this](const Record& record) {
    std::visit([&](const auto& event) { hear(record, event); }, record.event);
  });
  end_batch();
}

// ---- whose --------------------------------------------------------------------------------------

Whose Recount::of_agent(AgentId id) const {
  Whose whose;
  whose.of(SubjectKind::operation) = 1;
  if (!id) return whose;
  const AgentSetup& setup = operation_.agents[id.value - 1];
  const bool at_home = setup.site && operation_.sites[setup.site.value - 1].code == Code{"home"};
  const WorkPlace place = at_home ? WorkPlace::home : WorkPlace::on_site;
  whose.of(SubjectKind::agent) = static_cast<std::uint32_t>(id.value);
  whose.of(SubjectKind::team) = static_cast<std::uint32_t>(setup.team.value);
  whose.of(SubjectKind::site) = static_cast<std::uint32_t>(setup.site.value);
  whose.of(SubjectKind::place) = setup.site ? static_cast<std::uint32_t>(place) : 0;
  return whose;
}

Whose Recount::of_queue(QueueId id) const {
  Whose whose;
  const CampaignId campaign = operation_.queues[id.value - 1].campaign;
  whose.of(SubjectKind::operation) = 1;
  whose.of(SubjectKind::queue) = static_cast<std::uint32_t>(id.value);
  whose.of(SubjectKind::campaign) = static_cast<std::uint32_t>(campaign.value);
  whose.of(SubjectKind::client) =
      static_cast<std::uint32_t>(operation_.campaigns[campaign.value - 1].client.value);
  return whose;
}

Whose Recount::of_both(AgentId agent, QueueId queue) const {
  Whose whose = of_agent(agent);
  const Whose in = of_queue(queue);
  for (std::size_t i = 0; i < subject_kinds; ++i) whose.ids[i] = std::max(whose.ids[i], in.ids[i]);
  return whose;
}

// ---- agents -------------------------------------------------------------------------------------

void Recount::hear(const Record& /*record*/, const WallClockSet& e) { wall_offset_ = e.offset; }

void Recount::hear(const Record& record, const OperationApplied& /*e*/) {
  // Up to now people worked where they worked before.
  for (std::uint64_t id = 1; id <= agents_.size(); ++id) pass({id}, record.at);
  operation_ = {};
  RELEVO_ASSERT(record.document != nullptr && decode(*record.document, operation_));
  agents_.resize(operation_.agents.size(), Agent{.since = record.at});
}

void Recount::pass(AgentId id, Time at) {
  Agent& agent = agents_[id.value - 1];
  if (agent.state != AgentState::offline && agent.since < at) {
    states_.push_back({.whose = of_agent(id),
                       .position = agent.told_in,
                       .state = agent.state,
                       .break_kind = agent.break_kind,
                       .from = wall(agent.since),
                       .to = wall(at)});
  }
  agent.since = at;
}

void Recount::hear(const Record& record, const AgentStateChanged& e) {
  pass(e.agent, record.at);
  Agent& agent = agents_[e.agent.value - 1];
  agent.state = e.to;
  agent.break_kind = e.break_kind;
  agent.told_in = record.position;
}

std::vector<ToldState> Recount::states_now(Time log) const {
  std::vector<ToldState> states;
  for (std::uint64_t id = 1; id <= agents_.size(); ++id) {
    const Agent& agent = agents_[id - 1];
    if (agent.state == AgentState::offline) continue;
    states.push_back({.whose = of_agent({id}),
                      .position = agent.told_in,
                      .state = agent.state,
                      .break_kind = agent.break_kind,
                      .from = wall(agent.since),
                      .to = wall(log)});
  }
  return states;
}

// ---- contacts that wait -------------------------------------------------------------------------

void Recount::hear(const Record& record, const ContactQueued& e) {
  Contact& contact = contacts_[e.contact];
  contact.queue = e.queue;
  contact.queued_at = e.queued_at;
  contact.queued_in = record.position;
  contact.waits = true;
  const Whose whose = of_queue(e.queue);
  for (std::size_t kind = 0; kind < subject_kinds; ++kind) {
    const Subject subject{.kind = static_cast<SubjectKind>(kind), .id = whose.ids[kind]};
    const bool was_here =
        std::any_of(contact.visits.begin(), contact.visits.end(),
                    [&](std::size_t place) { return visits_[place].subject == subject; });
    if (subject.id == 0 || was_here) continue;
    contact.visits.push_back(visits_.size());
    visits_.push_back({.subject = subject,
                       .position = record.position,
                       .entered = wall(e.queued_at),
                       .queued_at = e.queued_at,
                       .target = operation_.queues[e.queue.value - 1].target});
  }
}

std::vector<Recount::Waiting> Recount::waiting_now(Time log) const {
  std::vector<Waiting> waiting;
  for (const auto& [id, contact] : contacts_) {
    if (!contact.waits) continue;
    waiting.push_back({.whose = of_queue(contact.queue),
                       .position = contact.queued_in,
                       .waits = std::max(log - contact.queued_at, Duration{})});
  }
  return waiting;
}

void Recount::hear(const Record& /*record*/, const OfferMade& e) { offered_[e.offer] = e.agent; }

void Recount::hear(const Record& record, const OfferAnswering& e) {
  Contact& contact = contacts_[e.contact];
  if (!offered_.contains(e.offer)) return;  // A second, who is not connected by it.
  contact.answering = e.offer;
  contact.answering_agent = e.agent;
  contact.answering_at = record.at;
}

void Recount::hear(const Record& record, const OfferEnded& e) {
  offered_.erase(e.offer);
  const auto found = contacts_.find(e.contact);
  if (found == contacts_.end()) return;
  Contact& contact = found->second;
  if (contact.answering == e.offer) contact.answering = {};
  if (e.end != OfferEnd::expired && e.end != OfferEnd::declined) return;
  offers_.push_back(
      {.whose = of_both(e.agent, contact.queue),
       .position = record.position,
       .at = wall(record.at),
       .what = e.end == OfferEnd::expired ? OfferTold::expired : OfferTold::declined});
}

void Recount::hear(const Record& record, const ContactConnected& e) {
  const Time at = record.at - e.late;
  Contact& contact = contacts_[e.contact];
  contact.waits = false;
  for (const std::size_t place : contact.visits) {
    ToldVisit& visit = visits_[place];
    if (visit.end != VisitEnd::none) continue;
    visit.end = VisitEnd::answered;
    visit.waited = at - contact.queued_at;
    visit.in_target = visit.waited <= operation_.queues[contact.queue.value - 1].target;
  }
  if (contact.answering && contact.answering_agent == e.agent) {
    offers_.push_back({.whose = of_both(e.agent, e.queue),
                       .position = record.position,
                       .at = wall(record.at),
                       .what = OfferTold::connected,
                       .delay = std::max(at - contact.answering_at, Duration{})});
  }
  contact.answering = {};
  // Who is given a contact that is on hold hears it from then on.
  contact.talk = Talk{.agent = e.agent, .queue = e.queue, .since = at};
  contact.had_in[e.agent] = e.queue;
}

void Recount::hear(const Record& record, const ContactClosed& e) {
  const auto found = contacts_.find(e.contact);
  if (found == contacts_.end()) return;
  const Contact& contact = found->second;
  const Duration waited = record.at - e.late - contact.queued_at;
  const bool left = e.end == ContactEnd::abandoned || e.end == ContactEnd::short_abandoned;
  for (const std::size_t place : contact.visits) {
    ToldVisit& visit = visits_[place];
    if (visit.end != VisitEnd::none) continue;
    visit.end = e.end == ContactEnd::short_abandoned ? VisitEnd::short_abandoned
                : left                               ? VisitEnd::abandoned
                                                     : VisitEnd::lost;
    visit.waited = waited;
    visit.in_target = left && waited <= operation_.queues[contact.queue.value - 1].target;
  }
  contacts_.erase(found);
}

}  // namespace relevo::sim
