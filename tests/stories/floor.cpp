#include "floor.h"

#include <algorithm>
#include <utility>

namespace relevo::stories {

namespace {

/// The event as who reads its bytes gets it.
Event through_bytes(const Event& event) {
  return std::visit(
      []<class E>(const E& known) -> Event {
        Bytes bytes;
        encode(bytes, known);
        E decoded{};
        if (!decode(bytes, decoded)) {
          throw Broken(std::string{Kind<E>::name} + " does not decode from its own bytes");
        }
        Bytes again;
        encode(again, decoded);
        if (again != bytes) throw Broken(std::string{Kind<E>::name} + " changes in its bytes");
        return decoded;
      },
      event);
}

void expect(bool kept, const std::string& promise) {
  if (!kept) throw Broken(promise);
}

}  // namespace

std::vector<Given> Floor::take(const std::vector<Request>& requests, Time at) {
  Batch batch{.first = state().position + 1, .at = at};
  std::vector<Given> given;
  for (const Request& request : requests) {
    const std::size_t before = batch.events.size();
    const std::uint64_t hash = hash_of(state());
    const Outcome outcome = core_.take(request, batch);
    if (outcome.reject != Reject::none) {
      expect(hash_of(state()) == hash && batch.events.size() == before,
             "a refused command changes nothing");
    }
    const auto from = batch.events.begin() + static_cast<std::ptrdiff_t>(before);
    given.push_back({outcome, {from, batch.events.end()}});
    const std::string broken = testing::StatePromises{state()}.broken();
    expect(broken.empty(), "the state: " + broken);
  }
  const std::size_t before = batch.events.size();
  core_.close(batch);
  given.back().events.insert(given.back().events.end(),
                             batch.events.begin() + static_cast<std::ptrdiff_t>(before),
                             batch.events.end());
  if (!batch.events.empty()) keep(std::move(batch));
  return given;
}

void Floor::use_keys(UserId user, std::uint64_t count, Time at) {
  Batch batch{.first = state().position + 1, .at = at};
  for (std::uint64_t i = 0; i < count; ++i) {
    Request request{.command = Tick{}, .by = user, .keyed = true};
    for (std::size_t byte = 0; byte < sizeof(i); ++byte) {
      request.key[8 + byte] = static_cast<std::uint8_t>(i >> (8 * byte));
    }
    request.key[0] = 0xFF;  // No key of a word begins like this.
    expect(core_.take(request, batch).reject == Reject::none, "there are keys left");
  }
  core_.close(batch);
  keep(std::move(batch));
}

void Floor::keep(Batch batch) {
  for_each_record(batch, [&](const Record& record) {
    const std::string broken = promises_.take(record);
    expect(broken.empty(), "the events: " + broken);
    board_.apply(record);
    tallies_.apply(record);
  });
  for (Event& event : batch.events) event = through_bytes(event);
  replayed_.replay(batch);
  expect(hash_of(replayed_.state()) == hash_of(state()), "a replay gives the same state");
  compare_board();
  batches_.push_back(std::move(batch));
}

void Floor::restart() {
  Core fresh;
  for (const Batch& batch : batches_) fresh.replay(batch);
  expect(hash_of(fresh.state()) == hash_of(state()),
         "a replay from the start gives the same state");
  core_ = std::move(fresh);
}

std::vector<TextId> Floor::shown_unread(AgentId agent) const {
  std::vector<TextId> shown;
  const auto unread = board_.unread().find(agent);
  if (unread == board_.unread().end()) return shown;
  for (const MessageRow& row : unread->second) shown.push_back(row.message);
  return shown;
}

void Floor::compare_board() const {
  expect(board_.agents().size() == state().agents.size(), "the board has each agent");
  for (const Agent& agent : state().agents) {
    const AgentRow& row = board_.agents()[agent.id.value - 1];
    expect(row.state == agent.state && row.break_kind == agent.break_kind &&
               row.next_break == agent.next_break && row.next_off_phone == agent.next_off_phone &&
               row.contact == agent.contact && row.devices == agent.devices &&
               row.hand_since == agent.hand_since && shown_unread(agent.id) == agent.unread,
           "the board shows agent " + std::to_string(agent.id.value) + " as the core does");
  }
  expect(board_.contacts().size() == state().contacts.size(), "the board has each contact");
  for (const auto& [id, contact] : state().contacts) {
    const ContactRow& row = board_.contacts().at(id);
    const AgentId agent = contact.offer.id ? contact.offer.agent : contact.agent;
    expect(row.state == contact.state && row.queue == contact.queue && row.agent == agent &&
               row.queued_at == contact.queued_at && row.arrived_at == contact.arrived_at &&
               row.disposition == contact.disposition,
           "the board shows contact " + std::to_string(id.value) + " as the core does");
    const SecondRow second{.agent = contact.second.agent,
                           .talking = contact.second.talks(),
                           .since = contact.second.since};
    expect(row.second == second && row.transferred_by == contact.transferred_by &&
               row.taken_over_by == contact.taken_over_by,
           "the board shows who else has contact " + std::to_string(id.value));
    const Time wrap_up_ends =
        row.agent ? board_.agents()[row.agent.value - 1].wrap_up_ends : Time{};
    expect(row.state != ContactState::wrap_up || wrap_up_ends == contact.wrap_up_ends,
           "the board shows when the wrap-up of contact " + std::to_string(id.value) + " ends");
    const bool same = std::equal(
        row.supervisors.begin(), row.supervisors.end(), contact.supervisors.begin(),
        contact.supervisors.end(), [](const SupervisorRow& shown, const Supervision& one) {
          return shown.user == one.user && shown.mode == one.mode && shown.since == one.since &&
                 shown.joined_at == one.joined_at;
        });
    expect(same, "the board shows who supervises contact " + std::to_string(id.value));
    const bool waits =
        contact.state == ContactState::queued || contact.state == ContactState::offered;
    const Duration waited =
        waits ? state().at - contact.arrived_at - contact.with_agents : contact.total_waited;
    expect(total_wait(row, state().at) == waited,
           "the board shows the wait of contact " + std::to_string(id.value));
  }
}

}  // namespace relevo::stories
