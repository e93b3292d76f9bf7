#include "api/floor.h"

#include <algorithm>

#include "api/rfc3339.h"

namespace relevo {

namespace {

// In memory after its end: a recording ends a little later, and everybody who looks is told.
constexpr Duration life_kept = minutes(1);

template <class Map, class Entry>
void index(Map& map, const std::vector<Entry>& entries) {
  map.clear();
  for (const Entry& entry : entries) {
    if (!entry.retired) map.emplace(std::string(entry.code.view()), entry.id);
  }
}

template <class Map, class Entry>
const Entry* find(const Map& map, const std::vector<Entry>& entries, std::string_view code) {
  const auto found = map.find(code);
  return found == map.end() ? nullptr : entry_of(entries, found->second);
}

}  // namespace

Floor::Floor(EnginePort& engine, Views folded, std::optional<archive::ArchiveReader> archive)
    : engine_(engine), views_(std::move(folded)), lives_(views_.history, std::move(archive)) {
  index_operation();
  BoardChanges everything{.operation = true};
  staff_.follow(board(), everything);
}

void Floor::apply(const Batch& batch) {
  views_.apply(batch);
  if (batch.document != nullptr) index_operation();
}

void Floor::forget(Position archived) {
  views_.history.forget(archived, board().at() - life_kept);
  lives_.archive_moved_on();
}

BoardChanges Floor::take_changes() {
  BoardChanges changes = views_.board.take_changes();
  staff_.follow(board(), changes);
  return changes;
}

void Floor::index_operation() {
  index(agents_, operation().agents);
  index(queues_, operation().queues);
  index(users_, operation().users);
  agent_of_user_.clear();
  for (const AgentSetup& agent : operation().agents) {
    if (!agent.retired && agent.user) agent_of_user_.emplace(agent.user, agent.id);
  }
}

bool Floor::set_names(const std::vector<records::NamedCode>& people) {
  Names names;
  for (const records::NamedCode& one : people) {
    names.emplace(std::string(one.code.view()), one.name);
  }
  if (names == names_) return false;
  names_ = std::move(names);
  return true;
}

Time Floor::now() const { return std::max(engine_.now(), board().at()); }

const AgentSetup* Floor::agent(std::string_view code) const {
  return find(agents_, operation().agents, code);
}

const QueueSetup* Floor::queue(std::string_view code) const {
  return find(queues_, operation().queues, code);
}

const UserSetup* Floor::user(std::string_view code) const {
  return find(users_, operation().users, code);
}

const AgentSetup* Floor::agent_of(UserId user) const {
  const auto found = agent_of_user_.find(user);
  return found == agent_of_user_.end() ? nullptr : entry_of(operation().agents, found->second);
}

std::string_view Floor::name_of(const Code& code) const {
  const auto found = names_.find(code.view());
  return found == names_.end() ? std::string_view{} : std::string_view{found->second};
}

std::string Floor::text_of(TextId id) const {
  if (people_ == nullptr) return {};
  const auto text = people_->text(id);
  return text && *text ? **text : std::string{};
}

std::optional<records::Person> Floor::person(PersonId id) const {
  if (people_ == nullptr || !id) return std::nullopt;
  auto found = people_->person(id);
  return found ? std::move(*found) : std::nullopt;
}

std::optional<PersonId> Floor::person_with(std::string_view phone) const {
  if (people_ == nullptr) return std::nullopt;
  const auto found = people_->find_person("phone", phone);
  return found ? *found : std::nullopt;
}

void put_time(JsonWriter& json, const Floor& floor, Time at) {
  json.value(rfc3339(at + floor.engine().wall_offset()));
}

}  // namespace relevo
