#include "api/contact_json.h"

#include <algorithm>
#include <charconv>

#include "api/customer.h"
#include "api/decision_json.h"
#include "api/dispositions_json.h"
#include "api/event_sight.h"
#include "api/life_json.h"
#include "api/log_begin.h"
#include "api/problem.h"
#include "api/rfc3339.h"
#include "api/texts_json.h"
#include "base/enum_name.h"

namespace relevo {

namespace {

HttpReply cannot_read_log() { return problem(500, "The log cannot be read."); }

/// By retention, also between a look at where the log begins and the read.
bool is_dropped(const Fault& fault) { return fault.kind == Fault::Kind::input; }

HttpReply began_too_early(const ContactLife& life, const LogSource& log) {
  return problem(404, "The contact began with position " + std::to_string(life.positions.front()) +
                          ", and " + where_it_begins(log) + ".");
}

/// 1 to rows_max; nothing when it is no such number.
std::optional<std::size_t> limit_of(const HttpRequest& request) {
  const std::string* text = request.parameter("limit");
  if (text == nullptr) return rows_default;
  const auto limit = number_of(*text);
  if (!limit || *limit == 0 || *limit > rows_max) return std::nullopt;
  return static_cast<std::size_t>(*limit);
}

/// Parameters of the list that name something must name what is there.
Result<LifeFilter> read_filter(const HttpRequest& request, const Floor& floor) {
  LifeFilter filter;
  const auto read_time = [&](const char* name, std::optional<Time>& time) {
    const std::string* text = request.parameter(name);
    const auto wall = text == nullptr ? std::nullopt : from_rfc3339(*text);
    if (wall) time = *wall - floor.engine().wall_offset();
    return text == nullptr || wall.has_value();
  };
  if (const std::string* code = request.parameter("queue")) {
    const QueueSetup* queue = floor.queue(*code);
    if (queue == nullptr) return fault(Fault::Kind::input, "There is no such queue.");
    filter.queue = queue->id;
  }
  if (const std::string* code = request.parameter("agent")) {
    const AgentSetup* agent = floor.agent(*code);
    if (agent == nullptr) return fault(Fault::Kind::input, "There is no such agent.");
    filter.agent = agent->id;
  }
  if (const std::string* number = request.parameter("number")) {
    const auto person = caller_with(floor, *number);
    if (!person) return tl::unexpected<Fault>(person.error());
    filter.person = *person;
  }
  if (const std::string* code = request.parameter("disposition")) {
    const Disposition* disposition = entry_of_code(floor.operation().dispositions, *code);
    if (disposition == nullptr) return fault(Fault::Kind::input, "There is no such disposition.");
    filter.disposition = disposition->id;
  }
  if (const std::string* name = request.parameter("state")) {
    filter.state = enum_from_name<ContactState>(*name);
    if (!filter.state) return fault(Fault::Kind::input, "There is no such state of a contact.");
  }
  if (!read_time("since", filter.since) || !read_time("until", filter.until)) {
    return fault(Fault::Kind::input, "\"since\" and \"until\" are like 2026-01-31T09:30:00.000Z.");
  }
  if (const std::string* text = request.parameter("before")) {
    const auto before = number_of(*text);
    if (!before) return fault(Fault::Kind::input, "\"before\" is a contact's number.");
    filter.before = {*before};
  }
  return filter;
}

/// What a contact's life lists, each in a writer of its own while the log is read once.
class LifeLists {
 public:
  LifeLists() {
    for (JsonWriter* list : {&events_, &decisions_, &notes_, &heard_, &outcomes_})
      list->begin_array();
  }

  void append(const Record& record, const Floor& floor, const Sight& sight) {
    if (is_of_other_supervision(record.event, sight)) return;
    append_event_in_sight(events_, record, floor, sight);
    if (const auto* decided = std::get_if<RoutingDecided>(&record.event)) {
      append_decision(decisions_, record, *decided, floor, sight);
    }
    if (std::holds_alternative<NoteAdded>(record.event)) append_note(notes_, floor, record);
    if (std::holds_alternative<RecordingRead>(record.event)) append_heard(heard_, floor, record);
    if (std::holds_alternative<ContactDisposed>(record.event)) {
      append_outcome(outcomes_, floor, record);
    }
  }

  /// Puts them into the object that `json` is in.
  void end(JsonWriter& json) {
    put(json, "events", events_);
    put(json, "decisions", decisions_);
    put(json, "notes", notes_);
    put(json, "heard", heard_);
    put(json, "outcomes", outcomes_);
  }

 private:
  static void put(JsonWriter& json, std::string_view name, JsonWriter& list) {
    list.end_array();
    json.key(name);
    json.raw(list.text());
  }

  JsonWriter events_;
  JsonWriter decisions_;
  JsonWriter notes_;
  JsonWriter heard_;
  JsonWriter outcomes_;
};

}  // namespace

HttpReply cannot_read_archive() { return problem(500, "The archive cannot be read."); }

std::optional<std::uint64_t> number_of(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || text.empty()) {
    return std::nullopt;
  }
  return number;
}

bool sees(const Floor& floor, const Sight& sight, const ContactLife& life) {
  const auto row = floor.board().contacts().find(life.id);
  return sight.sees(life) || (row != floor.board().contacts().end() && sight.sees(row->second));
}

HttpReply contacts_reply(const HttpRequest& request, const Floor& floor, const Sight& sight,
                         const Principal& principal) {
  const auto limit = limit_of(request);
  if (!limit) return problem(400, "\"limit\" is a number from 1 to 1000.");
  auto filter = read_filter(request, floor);
  if (!filter) return problem(400, filter.error().what);
  std::optional<ContactEnd> end;
  if (const std::string* name = request.parameter("end")) {
    end = enum_from_name<ContactEnd>(*name);
    if (!end) return problem(400, "There is no such end of a contact.");
  }
  const auto lives = floor.lives().list(*filter, *limit);
  if (!lives) return cannot_read_archive();
  JsonWriter json;
  json.begin_object();
  json.key("rows");
  json.begin_array();
  for (const ContactLife& life : *lives) {
    if (end && life.end != *end) continue;  // No index has it: a rare end is no long search.
    if (!sees(floor, sight, life)) continue;
    if (filter->person && !sees_customer(floor, principal, life)) continue;
    append_life(json, floor, life);
  }
  json.end_array();
  // Also when rows were left out: `next` goes on behind what was looked at.
  json.key("next");
  if (lives->size() == *limit) {
    json.value(lives->back().id.value);
  } else {
    json.value(nullptr);
  }
  json.end_object();
  return {.body = json.take()};
}

HttpReply contact_reply(const ContactLife& life, const LogSource& log, const Floor& floor,
                        const Sight& sight, const Principal& principal) {
  if (!life.positions.empty() && life.positions.front() <= log.dropped()) {
    return began_too_early(life, log);
  }
  LifeLists lists;
  for (std::size_t i = 0; i < life.positions.size();) {
    const auto batches = log.read(life.positions[i] - 1, 1);
    if (!batches && is_dropped(batches.error())) return began_too_early(life, log);
    if (!batches || batches->empty()) return cannot_read_log();
    const Position last = batches->back().last();
    for (const Batch& batch : *batches) {
      for_each_record(batch, [&](const Record& record) {
        if (i >= life.positions.size() || record.position != life.positions[i]) return;
        ++i;
        lists.append(record, floor, sight);
      });
    }
    if (i < life.positions.size() && life.positions[i] <= last) return cannot_read_log();
  }
  JsonWriter json;
  json.begin_object();
  append_life_members(json, floor, life);
  append_customer(json, floor, principal, life);
  lists.end(json);
  json.end_object();
  return {.body = json.take()};
}

HttpReply events_reply(const HttpRequest& request, const LogSource& log, const Floor& floor,
                       const Sight& sight) {
  const auto limit = limit_of(request);
  if (!limit) return problem(400, "\"limit\" is a number from 1 to 1000.");
  const std::string* after_text = request.parameter("after");
  const auto after = after_text == nullptr ? log.dropped() : number_of(*after_text);
  if (!after) return problem(400, "\"after\" is a position.");
  const auto dropped = [&] {
    // Who names no position begins where the log does, which is later now.
    const bool begins_anew = after_text == nullptr && *after < log.dropped();
    if (begins_anew) return events_reply(request, log, floor, sight);
    return problem(404, "Not all is there after " + std::to_string(*after) + ": " +
                            where_it_begins(log) + ".");
  };
  if (*after < log.dropped()) return dropped();
  const Position end = std::min<Position>(floor.board().position(), *after + *limit);
  JsonWriter json;
  json.begin_object();
  json.key("rows");
  if (end <= *after) {
    json.begin_array();
    json.end_array();
  } else {
    const auto appended = append_events(json, log, floor, sight, *after + 1, end - *after);
    if (!appended && is_dropped(appended.error())) return dropped();
    if (!appended) return cannot_read_log();
  }
  json.member("next", std::max<Position>(end, *after));
  json.end_object();
  return {.body = json.take()};
}

}  // namespace relevo
