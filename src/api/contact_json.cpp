#include "api/contact_json.h"

#include <algorithm>
#include <charconv>

#include "api/event_json.h"
#include "api/event_sight.h"
#include "api/problem.h"
#include "base/enum_name.h"

namespace relevo {

namespace {

HttpReply cannot_read_log() { return problem(500, "The log cannot be read."); }

/// 1 to rows_max; nothing when it is no such number.
std::optional<std::size_t> limit_of(const HttpRequest& request) {
  const std::string* text = request.parameter("limit");
  if (text == nullptr) return rows_default;
  const auto limit = number_of(*text);
  if (!limit || *limit == 0 || *limit > rows_max) return std::nullopt;
  return static_cast<std::size_t>(*limit);
}

void append_life(JsonWriter& json, const ContactLife& life, const Floor& floor) {
  const Operation& operation = floor.operation();
  const Duration offset = floor.engine().wall_offset();
  const auto row = floor.board().contacts().find(life.id);
  const bool on_board = row != floor.board().contacts().end();
  json.member("id", life.id.value);
  json.key("queue");
  append_code(json, operation.queues, life.queue);
  json.member("state", enum_name(life.state));
  if (life.end != ContactEnd::none) json.member("end", enum_name(life.end));
  if (life.fault != FaultOf::none) json.member("fault", enum_name(life.fault));
  json.member("arrived_at", rfc3339(life.arrived_at + offset));
  if (life.closed_at.us != 0) json.member("closed_at", rfc3339(life.closed_at + offset));
  json.member("waited_ms",
              in_ms(on_board ? total_wait(row->second, floor.now()) : life.total_waited));
  json.member("talked_ms", in_ms(life.talked));
  json.member("held_ms", in_ms(life.held));
  json.member("recorded", life.recorded);
  json.key("agents");
  json.begin_array();
  for (const AgentId agent : life.agents) append_code(json, operation.agents, agent);
  json.end_array();
}

void append_decision(JsonWriter& json, const Record& record, const RoutingDecided& whole,
                     const Floor& floor, const Sight& sight) {
  const RoutingDecided decided = in_sight(whole, sight);
  const Operation& operation = floor.operation();
  json.begin_object();
  json.member("position", record.position);
  json.member("at", rfc3339(record.at + floor.engine().wall_offset()));
  json.key("queue");
  append_code(json, operation.queues, decided.queue);
  json.key("agent");
  append_code(json, operation.agents, decided.agent);
  json.member("strategy", enum_name(decided.strategy));
  json.member("tie_break", "longest_idle");  // Of equal rank: core/routing.cpp.
  json.member("rules_version", decided.rules_version);
  json.member("waited_ms", in_ms(decided.waited));
  json.member("credit_ms", in_ms(decided.credit));
  json.member("eligible", decided.eligible);
  json.key("candidates");
  json.begin_array();
  for (const Candidate& candidate : decided.candidates) {
    json.begin_object();
    json.key("agent");
    append_code(json, operation.agents, candidate.agent);
    json.member("score", candidate.score);
    json.member("excluded_by", nullptr);
    json.end_object();
  }
  json.end_array();
  json.member("others", whole.candidates.size - decided.candidates.size);
  json.key("excluded");
  json.begin_object();
  json.member("not_skilled", decided.not_skilled);
  json.member("offline", decided.offline);
  json.member("on_contact", decided.on_contact);
  json.member("wrapping_up", decided.wrapping_up);
  json.member("off_phone", decided.off_phone);
  json.member("on_break", decided.on_break);
  json.member("unreachable", decided.unreachable);
  json.member("missed", decided.missed);
  json.member("rang_before", decided.rang_before);
  json.end_object();
  json.end_object();
}

/// Parameters of the list that name something must name what is there.
Result<LifeFilter> read_filter(const HttpRequest& request, const Floor& floor) {
  LifeFilter filter;
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
  if (const std::string* name = request.parameter("state")) {
    filter.state = enum_from_name<ContactState>(*name);
    if (!filter.state) return fault(Fault::Kind::input, "There is no such state of a contact.");
  }
  if (const std::string* text = request.parameter("since")) {
    const auto wall = from_rfc3339(*text);
    if (!wall) return fault(Fault::Kind::input, "\"since\" is like 2026-01-31T09:30:00.000Z.");
    filter.since = *wall - floor.engine().wall_offset();
  }
  if (const std::string* text = request.parameter("before")) {
    const auto before = number_of(*text);
    if (!before) return fault(Fault::Kind::input, "\"before\" is a contact's number.");
    filter.before = {*before};
  }
  return filter;
}

}  // namespace

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

HttpReply contacts_reply(const HttpRequest& request, const Floor& floor, const Sight& sight) {
  const auto limit = limit_of(request);
  if (!limit) return problem(400, "\"limit\" is a number from 1 to 1000.");
  auto filter = read_filter(request, floor);
  if (!filter) return problem(400, filter.error().what);
  const auto lives = floor.history().list(*filter, *limit);
  JsonWriter json;
  json.begin_object();
  json.key("rows");
  json.begin_array();
  for (const ContactLife* life : lives) {
    if (!sees(floor, sight, *life)) continue;
    json.begin_object();
    append_life(json, *life, floor);
    json.end_object();
  }
  json.end_array();
  // Also when rows were out of sight: `next` goes on behind what was looked at.
  json.key("next");
  if (lives.size() == *limit) {
    json.value(lives.back()->id.value);
  } else {
    json.value(nullptr);
  }
  json.end_object();
  return {.body = json.take()};
}

HttpReply contact_reply(const ContactLife& life, const LogSource& log, const Floor& floor,
                        const Sight& sight) {
  JsonWriter events;
  JsonWriter decisions;
  events.begin_array();
  decisions.begin_array();
  for (std::size_t i = 0; i < life.positions.size();) {
    const auto batches = log.read(life.positions[i] - 1, 1);
    if (!batches || batches->empty()) return cannot_read_log();
    const Position last = batches->back().last();
    for (const Batch& batch : *batches) {
      for_each_record(batch, [&](const Record& record) {
        if (i >= life.positions.size() || record.position != life.positions[i]) return;
        ++i;
        append_event_in_sight(events, record, floor, sight);
        if (const auto* decided = std::get_if<RoutingDecided>(&record.event)) {
          append_decision(decisions, record, *decided, floor, sight);
        }
      });
    }
    if (i < life.positions.size() && life.positions[i] <= last) return cannot_read_log();
  }
  events.end_array();
  decisions.end_array();
  JsonWriter json;
  json.begin_object();
  append_life(json, life, floor);
  json.key("events");
  json.raw(events.text());
  json.key("decisions");
  json.raw(decisions.text());
  json.end_object();
  return {.body = json.take()};
}

HttpReply events_reply(const HttpRequest& request, const LogSource& log, const Floor& floor,
                       const Sight& sight) {
  const auto limit = limit_of(request);
  if (!limit) return problem(400, "\"limit\" is a number from 1 to 1000.");
  const std::string* after_text = request.parameter("after");
  const auto after = after_text == nullptr ? 0 : number_of(*after_text);
  if (!after) return problem(400, "\"after\" is a position.");
  const Position end = std::min<Position>(floor.board().position(), *after + *limit);
  JsonWriter json;
  json.begin_object();
  json.key("rows");
  if (end <= *after) {
    json.begin_array();
    json.end_array();
  } else if (!append_events(json, log, floor, sight, *after + 1, end - *after)) {
    return cannot_read_log();
  }
  json.member("next", std::max<Position>(end, *after));
  json.end_object();
  return {.body = json.take()};
}

}  // namespace relevo
