#include "view/tally/tallies.h"

#include <algorithm>

#include "base/assert.h"
#include "view/contact_event.h"

namespace relevo {

using tally::AgentPart;
using tally::ContactPart;
using tally::Share;
using tally::Subjects;
using tally::Visit;

namespace {

template <class Part, class AnyId>
Part& part_of(std::vector<Part>& parts, AnyId id) {
  RELEVO_ASSERT(id.value >= 1 && id.value <= parts.size());
  return parts[id.value - 1];
}

void put(Subjects& subjects, SubjectKind kind, std::uint64_t id) {
  if (id != 0) subjects.push_back({.kind = kind, .id = id});
}

void put_queue(Subjects& subjects, QueueId id, const tally::QueuePart& queue) {
  put(subjects, SubjectKind::queue, id.value);
  put(subjects, SubjectKind::campaign, queue.campaign.value);
  put(subjects, SubjectKind::client, queue.client.value);
}

constexpr Subject whole_operation{.kind = SubjectKind::operation, .id = 1};

/// What one event counts as, whatever it counts for.
class Entries {
 public:
  struct One {
    Measure measure;
    std::int64_t amount;
  };

  Entries(std::initializer_list<One> counted) {
    for (const One& one : counted) add(one.measure, one.amount);
  }

  void add(Measure measure, std::int64_t amount) {
    entries_.push_back({.key = key_of(measure), .amount = amount});
  }
  Entries and_of(Spread spread, Duration length) && {
    entries_.push_back({.key = key_of(spread, bucket_of(length)), .amount = 1});
    return *this;
  }

  std::span<const Entry> all() const { return {entries_.begin(), entries_.end()}; }

 private:
  List<Entry, 8> entries_;
};

bool waits(ContactState state) {
  return state == ContactState::queued || state == ContactState::offered;
}

Measure measure_of(DispositionKind kind) {
  switch (kind) {
    case DispositionKind::contact:
      return Measure::none;
    case DispositionKind::no_contact:
      return Measure::not_reached;
    case DispositionKind::sale:
      return Measure::sales;
    case DispositionKind::promise:
      return Measure::promises;
    case DispositionKind::refusal:
      return Measure::refusals;
  }
  return Measure::none;
}

WorkPlace place_of(const Operation& operation, SiteId id) {
  const Site* site = entry_of(operation.sites, id);
  if (site == nullptr) return WorkPlace::none;
  return site->code.view() == "home" ? WorkPlace::home : WorkPlace::on_site;
}

}  // namespace

Subjects tally::subjects_of(QueueId id, const QueuePart& queue) {
  Subjects subjects;
  put_queue(subjects, id, queue);
  subjects.push_back(whole_operation);
  return subjects;
}

/// One overload per kind of event. A new kind does not compile before somebody has said here what
/// is counted of it.
struct Tallies::Fold {
  Tallies& all;
  const Record& record;

  void operator()(const WallClockSet& event) const { all.wall_offset_ = event.offset; }

  void operator()(const OperationApplied& /*event*/) const {
    RELEVO_ASSERT(record.document != nullptr);
    Operation operation;
    RELEVO_ASSERT(decode(*record.document, operation));
    all.place_all(operation, record.at);
  }

  void operator()(const AgentStateChanged& event) const {
    all.pass_time(event.agent, record.at);
    AgentPart& agent = part_of(all.agents_, event.agent);
    agent.state = event.to;
    agent.break_kind = event.break_kind;
    if (agent.share.queue && event.to != AgentState::wrap_up) end_share(event.agent, agent);
  }

  void operator()(const ContactQueued& event) const {
    ContactPart& contact = all.contacts_[event.contact];
    contact.queue = event.queue;
    contact.queued_at = event.queued_at;
    contact.waits = true;
    const tally::QueuePart& queue = part_of(all.queues_, event.queue);
    for (const Subject& subject : tally::subjects_of(event.queue, queue)) {
      const bool was_here =
          std::any_of(contact.visits.begin(), contact.visits.end(),
                      [&](const Visit& visit) { return visit.subject == subject; });
      if (was_here) continue;
      const Visit visit{.subject = subject,
                        .entered = all.wall(event.queued_at),
                        .queued_at = event.queued_at,
                        .target = queue.target};
      contact.visits.push_back(visit);
      count(visit, Entries{{Measure::offered, 1}});
    }
  }

  void operator()(const OfferAnswering& event) const {
    if (ContactPart* contact = open(event.contact)) contact->answering_since = record.at;
  }

  void operator()(const OfferAccepted& event) const {
    count_offer(event.contact, event.agent, Measure::offers_accepted);
  }

  void operator()(const OfferEnded& event) const {
    forget_answering(event.contact);
    if (event.end == OfferEnd::expired) {
      count_offer(event.contact, event.agent, Measure::offers_expired);
    } else if (event.end == OfferEnd::declined) {
      count_offer(event.contact, event.agent, Measure::offers_declined);
    }
  }

  // A second who answers in a page is beside the contact by it, and not connected with the
  // customer.
  void operator()(const SecondJoined& event) const { forget_answering(event.contact); }
  void operator()(const SecondLeft& event) const { forget_answering(event.contact); }

  void operator()(const ContactConnected& event) const {
    part_of(all.agents_, event.agent).holds = 0;
    ContactPart* contact = open(event.contact);
    if (contact == nullptr) return;
    contact->waits = false;
    for (Visit& visit : contact->visits) {
      if (visit.is_over) continue;
      visit.is_over = true;
      count(visit, Entries{{Measure::answered, 1},
                           {Measure::answered_in_target, event.waited <= event.target ? 1 : 0},
                           {Measure::answer_wait, event.waited.us}}
                       .and_of(Spread::wait, event.waited));
    }
    if (contact->answering_since == Time{}) return;
    const Subjects subjects = of_agent_and_queue(event.agent, contact->queue);
    const Duration delay = happened_at(record) - contact->answering_since;
    contact->answering_since = {};
    add(subjects,
        Entries{{Measure::connects, 1}, {Measure::connect_delay, std::max(delay, Duration{}).us}});
  }

  void operator()(const ContactHeld& event) const {
    if (event.agent) ++part_of(all.agents_, event.agent).holds;
  }

  void operator()(const ContactReleased& event) const { begin_share(event, {}); }
  void operator()(const ContactTakenOver& event) const { begin_share(event, {}); }
  void operator()(const ContactLostAgent& event) const { begin_share(event, {.agent_lost = true}); }
  void operator()(const ContactTransferred& event) const {
    const bool is_lost = event.fault != FaultOf::none;
    begin_share(event, {.handed_over = !is_lost, .agent_lost = is_lost});
  }

  void operator()(const WrapUpEnded& event) const {
    part_of(all.agents_, event.agent).share.wrap_up = event.lasted;
  }

  void operator()(const ContactDisposed& event) const {
    ContactPart* contact = open(event.contact);
    if (contact == nullptr || event.aside) return;
    count_outcome(contact->outcome, -1);
    contact->outcome = {.subjects = of_agent_and_queue(event.agent, said_of(event, *contact)),
                        .at = all.wall(record.at),
                        .kind = measure_of(part_of(all.dispositions_, event.disposition))};
    count_outcome(contact->outcome, 1);
  }

  void operator()(const ContactClosed& event) const {
    const auto found = all.contacts_.find(event.contact);
    if (found == all.contacts_.end()) return;
    for (const Visit& visit : found->second.visits) {
      if (!visit.is_over) end_unanswered(visit, event);
    }
    all.contacts_.erase(found);
  }

  // Nothing is counted of them: what they mean for a figure stands in the events beside them.
  void operator()(const CoreStarted& /*event*/) const {}
  void operator()(const SessionOpened& /*event*/) const {}
  void operator()(const SessionClosed& /*event*/) const {}
  void operator()(const KeyUsed& /*event*/) const {}
  void operator()(const FactsTaken& /*event*/) const {}
  void operator()(const CommandSetAside& /*event*/) const {}
  void operator()(const NodeLost& /*event*/) const {}
  void operator()(const NodeBack& /*event*/) const {}
  void operator()(const NodeGivenUp& /*event*/) const {}
  void operator()(const AgentDevicesChanged& /*event*/) const {}
  void operator()(const AgentNextChanged& /*event*/) const {}
  void operator()(const ContactArrived& /*event*/) const {}
  void operator()(const RoutingDecided& /*event*/) const {}
  void operator()(const OfferMade& /*event*/) const {}
  void operator()(const OfferRang& /*event*/) const {}
  void operator()(const ContactResumed& /*event*/) const {}
  void operator()(const WrapUpStarted& /*event*/) const {}
  void operator()(const WrapUpExtended& /*event*/) const {}
  void operator()(const RecordingStarted& /*event*/) const {}
  void operator()(const RecordingEnded& /*event*/) const {}
  void operator()(const RecordingRead& /*event*/) const {}
  void operator()(const SupervisionStarted& /*event*/) const {}
  void operator()(const SupervisionJoined& /*event*/) const {}
  void operator()(const SupervisionChanged& /*event*/) const {}
  void operator()(const SupervisionEnded& /*event*/) const {}
  void operator()(const SecondAsked& /*event*/) const {}
  void operator()(const DeviceHeld& /*event*/) const {}
  void operator()(const HandRaised& /*event*/) const {}
  void operator()(const HandLowered& /*event*/) const {}
  void operator()(const MessageSent& /*event*/) const {}
  void operator()(const MessageRead& /*event*/) const {}
  void operator()(const NoteAdded& /*event*/) const {}
  template <IsOfAlert E>
  void operator()(const E& /*event*/) const {}

 private:
  /// Nullptr of a contact that has closed: nothing is counted of it any more.
  ContactPart* open(ContactId id) const {
    const auto found = all.contacts_.find(id);
    return found == all.contacts_.end() ? nullptr : &found->second;
  }

  void forget_answering(ContactId id) const {
    if (ContactPart* contact = open(id)) contact->answering_since = {};
  }

  void add(const Subjects& subjects, const Entries& entries) const {
    all.add(subjects, all.wall(record.at), entries.all());
  }

  void count(const Visit& visit, const Entries& entries) const {
    all.series_[visit.subject].add(visit.entered, entries.all());
  }

  Subjects of_agent_and_queue(AgentId agent, QueueId queue) const {
    Subjects subjects = agent ? all.subjects_of(agent) : Subjects{};
    if (!agent) subjects.push_back(whole_operation);
    put_queue(subjects, queue, part_of(all.queues_, queue));
    return subjects;
  }

  /// Who handed the contact over says it of the queue where it was theirs.
  QueueId said_of(const ContactDisposed& event, const ContactPart& contact) const {
    if (!event.agent) return contact.queue;
    const QueueId had_in = part_of(all.agents_, event.agent).share.queue;
    return had_in ? had_in : contact.queue;
  }

  void count_offer(ContactId id, AgentId agent, Measure measure) const {
    const ContactPart* contact = open(id);
    if (contact != nullptr) add(of_agent_and_queue(agent, contact->queue), Entries{{measure, 1}});
  }

  void end_unanswered(const Visit& visit, const ContactClosed& event) const {
    const bool is_short = event.end == ContactEnd::short_abandoned;
    if (!is_short && event.end != ContactEnd::abandoned) {
      count(visit, Entries{{Measure::lost_waiting, 1}});
      return;
    }
    count(visit, Entries{{Measure::abandoned, 1},
                         {Measure::abandoned_short, is_short ? 1 : 0},
                         {Measure::abandoned_in_target, event.waited <= event.target ? 1 : 0},
                         {Measure::abandon_wait, event.waited.us}});
  }

  /// Nobody's when a supervisor had the contact.
  template <class E>
  void begin_share(const E& event, Share share) const {
    if (!event.agent) return;
    AgentPart& agent = part_of(all.agents_, event.agent);
    share.queue = event.queue;
    share.talk = event.talked - event.held;
    share.hold = event.held;
    share.holds = agent.holds;
    agent.share = share;
    agent.holds = 0;
  }

  void end_share(AgentId id, AgentPart& agent) const {
    const Share share = std::exchange(agent.share, {});
    const Subjects subjects = of_agent_and_queue(id, share.queue);
    add(subjects, Entries{{Measure::handled, 1},
                          {Measure::talk, share.talk.us},
                          {Measure::hold, share.hold.us},
                          {Measure::wrap_up, share.wrap_up.us},
                          {Measure::holds, share.holds},
                          {Measure::transfers, share.handed_over ? 1 : 0},
                          {Measure::agents_lost, share.agent_lost ? 1 : 0}}
                      .and_of(Spread::handle, share.talk + share.hold + share.wrap_up));
  }

  void count_outcome(const tally::Outcome& outcome, std::int64_t amount) const {
    if (outcome.at == Time{}) return;
    Entries entries{{Measure::outcomes, amount}};
    if (outcome.kind != Measure::none) entries.add(outcome.kind, amount);
    all.add(outcome.subjects, outcome.at, entries.all());
  }
};

void Tallies::apply(const Record& record) {
  std::visit(Fold{*this, record}, record.event);
  forget_old(wall(record.at));
}

Tallies Tallies::begin(const Board& board, Duration wall_offset) {
  Tallies tallies;
  tallies.wall_offset_ = wall_offset;
  tallies.place_all(board.operation(), board.at());
  for (const AgentRow& row : board.agents()) {
    AgentPart& agent = part_of(tallies.agents_, row.id);
    agent.state = row.state;
    agent.break_kind = row.break_kind;
  }
  for (const auto& [id, row] : board.contacts()) {
    ContactPart& contact = tallies.contacts_[id];
    contact.queue = row.queue;
    contact.queued_at = row.queued_at;
    contact.waits = waits(row.state);
  }
  return tallies;
}

void Tallies::place_all(const Operation& operation, Time at) {
  for (std::uint64_t id = 1; id <= agents_.size(); ++id) pass_time({id}, at);
  RELEVO_ASSERT(agents_.size() <= operation.agents.size());
  agents_.resize(operation.agents.size(), AgentPart{.since = at});
  for (const AgentSetup& setup : operation.agents) {
    AgentPart& agent = part_of(agents_, setup.id);
    agent.team = setup.team;
    agent.site = setup.site;
    agent.place = place_of(operation, setup.site);
  }
  queues_.clear();
  for (const QueueSetup& setup : operation.queues) {
    const Campaign* campaign = entry_of(operation.campaigns, setup.campaign);
    queues_.push_back({.campaign = setup.campaign,
                       .client = campaign == nullptr ? ClientId{} : campaign->client,
                       .target = setup.target});
  }
  dispositions_.clear();
  for (const Disposition& setup : operation.dispositions) dispositions_.push_back(setup.kind);
}

void Tallies::pass_time(AgentId id, Time at) {
  AgentPart& agent = part_of(agents_, id);
  const Span passed{.from = wall(agent.since), .to = wall(at)};
  agent.since = at;
  const Measure measure = tally::time_in(agent.state, agent.break_kind);
  if (measure == Measure::none) return;
  for (const Subject& subject : subjects_of(id)) series_[subject].add_time(passed, measure);
}

Subjects Tallies::subjects_of(AgentId id) const {
  const AgentPart& agent = agents_[id.value - 1];
  Subjects subjects;
  subjects.push_back(whole_operation);
  put(subjects, SubjectKind::agent, id.value);
  put(subjects, SubjectKind::team, agent.team.value);
  put(subjects, SubjectKind::site, agent.site.value);
  put(subjects, SubjectKind::place, static_cast<std::uint64_t>(agent.place));
  return subjects;
}

void Tallies::add(const Subjects& subjects, Time wall, std::span<const Entry> entries) {
  for (const Subject& subject : subjects) series_[subject].add(wall, entries);
}

void Tallies::forget_old(Time wall) {
  const Time before = floor_to(wall - tallies_kept, hours(1));
  if (before <= forgotten_) return;
  forgotten_ = before;
  for (auto& [subject, series] : series_) series.forget(before);
  std::erase_if(series_, [](const auto& entry) { return entry.second.quarters().empty(); });
}

}  // namespace relevo
