#include "api/decision_json.h"

#include <array>

#include "api/event_json.h"
#include "api/event_sight.h"
#include "api/json_member.h"
#include "base/enum_name.h"

namespace relevo {

namespace {

using J = JsonWriter;

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

}  // namespace

void append_decision(JsonWriter& json, const Record& record, const RoutingDecided& decided,
                     const Floor& floor, const Sight& sight) {
  ToldDecision told{.record = record, .decided = in_sight(decided, sight)};
  told.others = decided.candidates.size - told.decided.candidates.size;
  append_object(json, decision_members, floor, told);
}

void decision_schema(JsonWriter& json) { append_object_schema(json, decision_members); }

}  // namespace relevo
