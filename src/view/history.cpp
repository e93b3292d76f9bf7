#include "view/history.h"

#include <algorithm>

#include "base/assert.h"
#include "core/core.h"

namespace relevo {

namespace {

bool matches(const ContactLife& life, const LifeFilter& filter) {
  return (!filter.since || life.arrived_at >= *filter.since) &&
         (!filter.until || life.arrived_at < *filter.until) &&
         (!filter.queue || life.queue == *filter.queue) &&
         (!filter.state || life.state == *filter.state) &&
         (!filter.person || life.person == *filter.person) &&
         (!filter.disposition || life.disposition == *filter.disposition) &&
         (!filter.agent ||
          std::find(life.agents.begin(), life.agents.end(), *filter.agent) != life.agents.end());
}

/// Goes down from the newest of `ids` below filter.before. Arrivals ascend with the ids, but for
/// those that the core heard of late, so the first that is much too old ends it.
template <class Ids, class LifeOf>
std::vector<const ContactLife*> newest(const Ids& ids, const LifeFilter& filter,
                                       std::size_t count_max, const LifeOf& life_of) {
  std::vector<const ContactLife*> found;
  auto next = filter.before ? ids.lower_bound(filter.before) : ids.end();
  while (next != ids.begin() && found.size() < count_max) {
    const ContactLife& life = life_of(*--next);
    if (filter.since && life.arrived_at + arrival_age_max < *filter.since) break;
    if (matches(life, filter)) found.push_back(&life);
  }
  return found;
}

/// The same, of one key of an index; nothing for a key that never came.
template <class Index, class Key, class LifeOf>
std::vector<const ContactLife*> newest_of(const Index& index, Key key, const LifeFilter& filter,
                                          std::size_t count_max, const LifeOf& life_of) {
  const auto ids = index.find(key);
  if (ids == index.end()) return {};
  return newest(ids->second, filter, count_max, life_of);
}

}  // namespace

/// What an event adds to its contact's life beyond state and position.
struct History::Fold {
  History& history;
  ContactLife& life;
  Time at;

  void operator()(const ContactArrived& event) const {
    life.person = event.person;
    life.arrived_at = at;
    if (life.person) history.of_person_[life.person].insert(life.id);
    history.open_.insert(life.id);
    enter_queue(event.queue);
  }

  void operator()(const ContactQueued& event) const { enter_queue(event.queue); }

  void operator()(const ContactConnected& event) const {
    enter_queue(event.queue);
    life.total_waited = event.total_waited;
    if (history.of_agent_[event.agent].insert(life.id).second) life.agents.push_back(event.agent);
  }

  void operator()(const ContactReleased& event) const { add_talk(event.talked, event.held); }
  void operator()(const ContactLostAgent& event) const { add_talk(event.talked, event.held); }
  void operator()(const ContactTransferred& event) const { add_talk(event.talked, event.held); }
  void operator()(const ContactTakenOver& event) const { add_talk(event.talked, event.held); }

  void operator()(const ContactClosed& event) const {
    enter_queue(event.queue);
    life.end = event.end;
    life.fault = event.fault;
    life.closed_at = at;
    life.total_waited = event.total_waited;
    history.open_.erase(life.id);
    history.ended_.insert(life.id);
  }

  void operator()(const ContactDisposed& event) const {
    if (!event.aside) life.disposition = event.disposition;
  }

  void operator()(const RecordingStarted& /*event*/) const { life.recorded = true; }

  template <class E>
  void operator()(const E& /*event*/) const {}

 private:
  void enter_queue(QueueId queue) const {
    if (!queue || life.queue == queue) return;
    if (life.queue) history.of_queue_[life.queue].erase(life.id);
    history.of_queue_[queue].insert(life.id);
    life.queue = queue;
  }

  void add_talk(Duration talked, Duration held) const {
    life.talked = life.talked + talked;
    life.held = life.held + held;
  }
};

void add_late(ContactLife& life, const LateEvents& late) {
  const Position known = life.positions.empty() ? 0 : life.positions.back();
  for (const Position position : late.positions) {
    if (position > known) life.positions.push_back(position);
  }
  life.recorded = life.recorded || late.recorded;
}

void History::apply(const Record& record) {
  const ContactId contact = contact_of(record.event);
  if (!contact) return;
  if (std::holds_alternative<ContactArrived>(record.event)) {
    const bool added = lives_.emplace(contact, ContactLife{.id = contact}).second;
    RELEVO_ASSERT(added);
  }
  const auto found = lives_.find(contact);
  if (found == lives_.end()) {
    LateEvents& late = late_[contact];
    late.positions.push_back(record.position);
    late.recorded = late.recorded || std::holds_alternative<RecordingStarted>(record.event);
    return;
  }
  ContactLife& life = found->second;
  life.positions.push_back(record.position);
  if (const auto state = state_after(record.event)) life.state = *state;
  std::visit(Fold{*this, life, happened_at(record)}, record.event);
}

void History::forget(Position archived, Time closed_before) {
  for (auto id = ended_.begin(); id != ended_.end();) {
    const auto life = lives_.find(*id++);  // Forgetting it takes the id away.
    const bool whole = life->second.positions.back() <= archived;
    if (whole && life->second.closed_at < closed_before) forget(life);
  }
  std::erase_if(
      late_, [archived](const auto& entry) { return entry.second.positions.back() <= archived; });
}

void History::forget(std::map<ContactId, ContactLife>::iterator life) {
  const ContactId id = life->first;
  ended_.erase(id);
  const auto leave = [id](auto& index, auto key) {
    const auto entry = index.find(key);
    if (entry == index.end()) return;
    entry->second.erase(id);
    if (entry->second.empty()) index.erase(entry);
  };
  leave(of_queue_, life->second.queue);
  leave(of_person_, life->second.person);
  for (const AgentId agent : life->second.agents) leave(of_agent_, agent);
  lives_.erase(life);
}

const ContactLife* History::find(ContactId id) const {
  const auto found = lives_.find(id);
  return found == lives_.end() ? nullptr : &found->second;
}

const LateEvents* History::late(ContactId id) const {
  const auto found = late_.find(id);
  return found == late_.end() ? nullptr : &found->second;
}

std::vector<const ContactLife*> History::ended() const {
  std::vector<const ContactLife*> lives;
  lives.reserve(ended_.size());
  for (const ContactId id : ended_) lives.push_back(&lives_.at(id));
  return lives;
}

std::vector<const ContactLife*> History::list(const LifeFilter& filter,
                                              std::size_t count_max) const {
  const auto by_id = [this](ContactId id) -> const ContactLife& { return lives_.at(id); };
  if (filter.person) return newest_of(of_person_, *filter.person, filter, count_max, by_id);
  if (filter.agent) return newest_of(of_agent_, *filter.agent, filter, count_max, by_id);
  if (filter.state && *filter.state != ContactState::closed) {
    return newest(open_, filter, count_max, by_id);
  }
  if (filter.queue) return newest_of(of_queue_, *filter.queue, filter, count_max, by_id);
  return newest(lives_, filter, count_max,
                [](const auto& entry) -> const ContactLife& { return entry.second; });
}

}  // namespace relevo
