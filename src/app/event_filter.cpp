#include "app/event_filter.h"

#include <algorithm>
#include <utility>

#include "core/fields.h"
#include "operation/closest.h"
#include "view/contact_event.h"

namespace relevo {

namespace {

template <std::size_t... Places>
std::set<std::string, std::less<>> kinds_of(std::index_sequence<Places...> /*of the variant*/) {
  return {std::string(Kind<std::variant_alternative_t<Places, Event>>::name)...};
}

std::set<std::string, std::less<>> all_kinds() {
  return kinds_of(std::make_index_sequence<std::variant_size_v<Event>>{});
}

template <class Names>
tl::unexpected<Fault> unknown(const char* flag, const std::string& wanted, const Names& names) {
  operation::Closest closest{wanted};
  for (const auto& name : names) closest.see(name);
  const std::string hint =
      closest.word().empty() ? std::string{} : "; did you mean " + closest.word() + "?";
  return fault(Fault::Kind::input, std::string(flag) + " " + wanted + ": there is none" + hint);
}

template <class Entry>
Result<void> check_codes(const char* flag, const std::vector<std::string>& codes,
                         const std::vector<Entry>& entries) {
  for (const std::string& code : codes) {
    if (entry_of_code(entries, code) != nullptr) continue;
    std::vector<std::string> known;
    for (const Entry& entry : entries) known.emplace_back(entry.code.view());
    return unknown(flag, code, known);
  }
  return {};
}

template <class Entry, class AnyId>
bool is_one_of(const std::vector<std::string>& codes, const std::vector<Entry>& entries, AnyId id) {
  const Entry* entry = entry_of(entries, id);
  return entry != nullptr &&
         std::find(codes.begin(), codes.end(), entry->code.view()) != codes.end();
}

QueueId queue_in(const Event& event) {
  return std::visit(
      []<class E>(const E& e) -> QueueId {
        if constexpr (requires { e.queue; }) {
          return e.queue;
        } else {
          return {};
        }
      },
      event);
}

}  // namespace

EventFilter::EventFilter(const EventWish& wish)
    : wish_(wish), kinds_(wish.kinds.begin(), wish.kinds.end()) {}

Result<EventFilter> EventFilter::of(const EventWish& wish) {
  const auto known = all_kinds();
  for (const std::string& kind : wish.kinds) {
    if (!known.contains(kind)) return unknown("--kind", kind, known);
  }
  return EventFilter{wish};
}

Result<void> EventFilter::check() const {
  auto checked = check_codes("--queue", wish_.queues, operation_.queues);
  if (checked) checked = check_codes("--agent", wish_.agents, operation_.agents);
  return checked;
}

void EventFilter::begin_with(const State& state) {
  operation_ = *state.operation;
  wall_offset_ = state.wall_offset;
  for (const auto& [id, contact] : state.contacts) queue_of_[id] = contact.queue;
}

void EventFilter::follow(const Record& record) {
  if (record.document != nullptr) {
    Operation operation;
    if (decode(*record.document, operation)) operation_ = std::move(operation);
  } else if (const auto* set = std::get_if<WallClockSet>(&record.event)) {
    wall_offset_ = set->offset;
  }
  const QueueId queue = queue_in(record.event);
  const ContactId contact = contact_of(record.event);
  if (queue && contact) queue_of_[contact] = queue;
}

bool EventFilter::wants(const Record& record) {
  follow(record);
  const ContactId contact = contact_of(record.event);
  bool wanted = kinds_.empty() || kinds_.contains(name_of(record.event));
  if (!wish_.contacts.empty()) {
    wanted = wanted && std::find(wish_.contacts.begin(), wish_.contacts.end(), contact.value) !=
                           wish_.contacts.end();
  }
  if (!wish_.agents.empty()) {
    wanted = wanted && is_one_of(wish_.agents, operation_.agents, agent_of(record.event));
  }
  if (!wish_.queues.empty()) {
    const auto queue = queue_of_.find(contact);
    wanted = wanted && queue != queue_of_.end() &&
             is_one_of(wish_.queues, operation_.queues, queue->second);
  }
  if (std::holds_alternative<ContactClosed>(record.event)) queue_of_.erase(contact);
  return wanted;
}

}  // namespace relevo
