#include "api/contact_json.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "api/event_json.h"
#include "api/event_sight.h"
#include "api/json_member.h"
#include "api/log_begin.h"
#include "api/problem.h"
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

const ContactRow* row_of(const Floor& floor, const ContactLife& life) {
  const auto row = floor.board().contacts().find(life.id);
  return row == floor.board().contacts().end() ? nullptr : &row->second;
}

void put_waited(JsonWriter& json, const Floor& floor, const ContactLife& life) {
  const ContactRow* row = row_of(floor, life);
  json.value(in_ms(row == nullptr ? life.total_waited : total_wait(*row, floor.now())));
}

void put_agents(JsonWriter& json, const Floor& floor, const ContactLife& life) {
  json.begin_array();
  for (const AgentId agent : life.agents) append_code(json, floor.operation().agents, agent);
  json.end_array();
}

using J = JsonWriter;
using LifeMember = JsonMember<Floor, ContactLife>;

constexpr std::array life_members = {
    LifeMember{"id", schema::whole,
               [](J& json, const Floor&, const ContactLife& life) { json.value(life.id.value); }},
    LifeMember{"queue", schema::nullable<schema::text>,
               [](J& json, const Floor& floor, const ContactLife& life) {
                 append_code(json, floor.operation().queues, life.queue);
               }},
    LifeMember{
        "state", schema::name_of<ContactState>,
        [](J& json, const Floor&, const ContactLife& life) { json.value(enum_name(life.state)); }},
    LifeMember{
        "end", schema::name_of<ContactEnd, false>,
        [](J& json, const Floor&, const ContactLife& life) { json.value(enum_name(life.end)); },
        [](const Floor&, const ContactLife& life) { return life.end != ContactEnd::none; }},
    LifeMember{
        "fault", schema::name_of<FaultOf, false>,
        [](J& json, const Floor&, const ContactLife& life) { json.value(enum_name(life.fault)); },
        [](const Floor&, const ContactLife& life) { return life.fault != FaultOf::none; }},
    LifeMember{"arrived_at", schema::time,
               [](J& json, const Floor& floor, const ContactLife& life) {
                 put_time(json, floor, life.arrived_at);
               }},
    LifeMember{"closed_at", schema::time,
               [](J& json, const Floor& floor, const ContactLife& life) {
                 put_time(json, floor, life.closed_at);
               },
               [](const Floor&, const ContactLife& life) { return life.closed_at.us != 0; }},
    LifeMember{"waited_ms", schema::whole, put_waited},
    LifeMember{
        "talked_ms", schema::whole,
        [](J& json, const Floor&, const ContactLife& life) { json.value(in_ms(life.talked)); }},
    LifeMember{
        "held_ms", schema::whole,
        [](J& json, const Floor&, const ContactLife& life) { json.value(in_ms(life.held)); }},
    LifeMember{"recorded", schema::boolean,
               [](J& json, const Floor&, const ContactLife& life) { json.value(life.recorded); }},
    LifeMember{"disposition", schema::text,
               [](J& json, const Floor& floor, const ContactLife& life) {
                 append_code(json, floor.operation().dispositions, life.disposition);
               },
               [](const Floor&, const ContactLife& life) { return bool{life.disposition}; }},
    LifeMember{"agents", schema::list_of<schema::text>, put_agents},
};

/// A decision as far as it may be told, and how many of its candidates that leaves out.
struct ToldDecision {
  const Record& record;
  RoutingDecided decided;
  std::size_t others = 0;
};

using CandidateMember = JsonMember<Floor, Candidate>;
using ExcludedMember = JsonMember<RoutingDecided>;
using DecisionMember = JsonMember<Floor, ToldDecision>;

constexpr std::array candidate_members = {
    CandidateMember{"agent", schema::nullable<schema::text>,
                    [](J& json, const Floor& floor, const Candidate& candidate) {
                      append_code(json, floor.operation().agents, candidate.agent);
                    }},
    CandidateMember{
        "score", schema::number,
        [](J& json, const Floor&, const Candidate& candidate) { json.value(candidate.score); }},
    CandidateMember{"excluded_by", schema::nothing,
                    [](J& json, const Floor&, const Candidate&) { json.value(nullptr); }},
};

constexpr std::array excluded_members = {
    ExcludedMember{"not_skilled", schema::whole,
                   [](J& json, const RoutingDecided& d) { json.value(d.not_skilled); }},
    ExcludedMember{"offline", schema::whole,
                   [](J& json, const RoutingDecided& d) { json.value(d.offline); }},
    ExcludedMember{"on_contact", schema::whole,
                   [](J& json, const RoutingDecided& d) { json.value(d.on_contact); }},
    ExcludedMember{"wrapping_up", schema::whole,
                   [](J& json, const RoutingDecided& d) { json.value(d.wrapping_up); }},
    ExcludedMember{"off_phone", schema::whole,
                   [](J& json, const RoutingDecided& d) { json.value(d.off_phone); }},
    ExcludedMember{"on_break", schema::whole,
                   [](J& json, const RoutingDecided& d) { json.value(d.on_break); }},
    ExcludedMember{"unreachable", schema::whole,
                   [](J& json, const RoutingDecided& d) { json.value(d.unreachable); }},
    ExcludedMember{"missed", schema::whole,
                   [](J& json, const RoutingDecided& d) { json.value(d.missed); }},
    ExcludedMember{"rang_before", schema::whole,
                   [](J& json, const RoutingDecided& d) { json.value(d.rang_before); }},
    ExcludedMember{"node_away", schema::whole,
                   [](J& json, const RoutingDecided& d) { json.value(d.node_away); }},
    ExcludedMember{"retired", schema::whole,
                   [](J& json, const RoutingDecided& d) { json.value(d.retired); }},
};

void put_candidates(JsonWriter& json, const Floor& floor, const ToldDecision& told) {
  json.begin_array();
  for (const Candidate& candidate : told.decided.candidates) {
    append_object(json, candidate_members, floor, candidate);
  }
  json.end_array();
}

void candidates_schema(JsonWriter& json) {
  json.begin_object();
  json.member("type", "array");
  json.key("items");
  append_object_schema(json, candidate_members);
  json.end_object();
}

void excluded_schema(JsonWriter& json) { append_object_schema(json, excluded_members); }

constexpr std::array decision_members = {
    DecisionMember{
        "position", schema::whole,
        [](J& json, const Floor&, const ToldDecision& told) { json.value(told.record.position); }},
    DecisionMember{"at", schema::time,
                   [](J& json, const Floor& floor, const ToldDecision& told) {
                     put_time(json, floor, told.record.at);
                   }},
    DecisionMember{"queue", schema::nullable<schema::text>,
                   [](J& json, const Floor& floor, const ToldDecision& told) {
                     append_code(json, floor.operation().queues, told.decided.queue);
                   }},
    DecisionMember{"agent", schema::nullable<schema::text>,
                   [](J& json, const Floor& floor, const ToldDecision& told) {
                     append_code(json, floor.operation().agents, told.decided.agent);
                   }},
    DecisionMember{"strategy", schema::text,
                   [](J& json, const Floor&, const ToldDecision& told) {
                     json.value(enum_name(told.decided.strategy));
                   }},
    // Of equal rank: core/routing.cpp.
    DecisionMember{"tie_break", schema::text,
                   [](J& json, const Floor&, const ToldDecision&) { json.value("longest_idle"); }},
    DecisionMember{"rules_version", schema::whole,
                   [](J& json, const Floor&, const ToldDecision& told) {
                     json.value(told.decided.rules_version);
                   }},
    DecisionMember{"waited_ms", schema::whole,
                   [](J& json, const Floor&, const ToldDecision& told) {
                     json.value(in_ms(told.decided.waited));
                   }},
    DecisionMember{"credit_ms", schema::number,
                   [](J& json, const Floor&, const ToldDecision& told) {
                     json.value(in_ms(told.decided.credit));
                   }},
    DecisionMember{
        "eligible", schema::whole,
        [](J& json, const Floor&, const ToldDecision& told) { json.value(told.decided.eligible); }},
    DecisionMember{"candidates", candidates_schema, put_candidates},
    DecisionMember{
        "others", schema::whole,
        [](J& json, const Floor&, const ToldDecision& told) { json.value(told.others); }},
    DecisionMember{"excluded", excluded_schema,
                   [](J& json, const Floor&, const ToldDecision& told) {
                     append_object(json, excluded_members, told.decided);
                   }},
};

void append_decision(JsonWriter& json, const Record& record, const RoutingDecided& whole,
                     const Floor& floor, const Sight& sight) {
  ToldDecision told{.record = record, .decided = in_sight(whole, sight)};
  told.others = whole.candidates.size - told.decided.candidates.size;
  append_object(json, decision_members, floor, told);
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
    for (JsonWriter* list : {&events_, &decisions_, &notes_, &heard_}) list->begin_array();
  }

  void append(const Record& record, const Floor& floor, const Sight& sight) {
    append_event_in_sight(events_, record, floor, sight);
    if (const auto* decided = std::get_if<RoutingDecided>(&record.event)) {
      append_decision(decisions_, record, *decided, floor, sight);
    }
    if (std::holds_alternative<NoteAdded>(record.event)) append_note(notes_, floor, record);
    if (std::holds_alternative<RecordingRead>(record.event)) append_heard(heard_, floor, record);
  }

  /// Puts them into the object that `json` is in.
  void end(JsonWriter& json) {
    put(json, "events", events_);
    put(json, "decisions", decisions_);
    put(json, "notes", notes_);
    put(json, "heard", heard_);
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

HttpReply contacts_reply(const HttpRequest& request, const Floor& floor, const Sight& sight) {
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
    append_object(json, life_members, floor, life);
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
                        const Sight& sight) {
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
  append_members(json, life_members, floor, life);
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

void life_schema(JsonWriter& json) { append_object_schema(json, life_members); }
void decision_schema(JsonWriter& json) { append_object_schema(json, decision_members); }

}  // namespace relevo
