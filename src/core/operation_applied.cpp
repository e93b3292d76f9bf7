// The configuration in force: taking a new document.
#include <algorithm>
#include <set>

#include "core/rules.h"

namespace relevo {

namespace {

/// Ids count up from 1 in place, codes are codes and no two are equal, and what was there before
/// keeps its id and code.
template <class Entry>
bool lists_well(const std::vector<Entry>& before, const std::vector<Entry>& next) {
  if (next.size() < before.size()) return false;
  std::set<std::string_view> codes;
  for (std::size_t i = 0; i < next.size(); ++i) {
    if (next[i].id.value != i + 1 || !is_code(next[i].code.view())) return false;
    if (i < before.size() && !(next[i].code == before[i].code)) return false;
    if (!codes.insert(next[i].code.view()).second) return false;
  }
  return true;
}

template <class Entry, class AnyId>
bool refers(const std::vector<Entry>& entries, AnyId id) {
  return !id || entry_of(entries, id) != nullptr;
}

bool skills_refer(const Operation& document, const std::vector<SkillLevel>& skills) {
  return std::all_of(skills.begin(), skills.end(), [&](const SkillLevel& skill) {
    return entry_of(document.skills, skill.skill) != nullptr && skill.level >= 1 &&
           skill.level <= skill_level_max;
  });
}

/// Nothing holds or climbs for longer.
constexpr Duration longest = hours(24);

bool is_length(Duration length) { return length >= Duration{} && length <= longest; }

std::size_t subjects_of(const Operation& document, SubjectKind kind) {
  switch (kind) {
    case SubjectKind::operation:
      return 1;
    case SubjectKind::queue:
      return document.queues.size();
    case SubjectKind::campaign:
      return document.campaigns.size();
    case SubjectKind::client:
      return document.clients.size();
    case SubjectKind::agent:
      return document.agents.size();
    case SubjectKind::team:
      return document.teams.size();
    case SubjectKind::site:
      return document.sites.size();
    case SubjectKind::place:
      return static_cast<std::size_t>(WorkPlace::on_site);
  }
  return 0;
}

/// Only a site has agents whom its alert can stand for.
bool rule_refers(const Operation& document, const RuleSetup& rule) {
  const std::size_t subjects = subjects_of(document, rule.of);
  return (!rule.covers || rule.of == SubjectKind::site) &&
         std::all_of(rule.only.begin(), rule.only.end(),
                     [&](std::uint64_t id) { return id >= 1 && id <= subjects; });
}

bool rule_holds(const RuleSetup& rule) {
  const bool is_known =
      rule.severity == AlertSeverity::warning || rule.severity == AlertSeverity::critical;
  return is_known && static_cast<unsigned>(rule.of) < subject_kinds && is_length(rule.holds) &&
         !rule.when.empty() && rule.when.size() <= conditions_max &&
         std::all_of(
             rule.when.begin(), rule.when.end(),
             [](const Condition& condition) {
               return !condition.indicator.empty() && condition.window > Duration{} &&
                      condition.window <= longest;
             });
}

bool ladder_holds(const Ladder& ladder) {
  return ladder.levels.size() <= ladder_levels_max && ladder.nudges_max <= nudges_max_max &&
         is_length(ladder.agent_warning) && is_length(ladder.agent_critical) &&
         is_length(ladder.handling) && is_length(ladder.settle) && is_length(ladder.snooze_max) &&
         std::all_of(ladder.levels.begin(), ladder.levels.end(), [](const LadderLevel& level) {
           return level.role != Role::agent && is_length(level.warning) &&
                  is_length(level.critical);
         });
}

bool shift_holds(const Shift& shift) {
  constexpr Duration quarter = minutes(15);
  constexpr Duration day = hours(24);
  return shift.hours.size() <= shift_hours_max &&
         std::all_of(shift.hours.begin(), shift.hours.end(), [&](const ShiftHours& one) {
           return one.days < 1U << 7U && one.from >= Duration{} && one.from < day &&
                  one.length > Duration{} && one.length <= day && one.from.us % quarter.us == 0 &&
                  one.length.us % quarter.us == 0;
         });
}

bool is_whole(const Operation& before, const Operation& next) {
  if (!lists_well(before.sites, next.sites) || !lists_well(before.skills, next.skills) ||
      !lists_well(before.clients, next.clients) || !lists_well(before.campaigns, next.campaigns) ||
      !lists_well(before.queues, next.queues) || !lists_well(before.teams, next.teams) ||
      !lists_well(before.agents, next.agents) || !lists_well(before.users, next.users) ||
      !lists_well(before.dispositions, next.dispositions) ||
      !lists_well(before.shifts, next.shifts) || next.shifts.size() > shifts_max ||
      !std::all_of(next.shifts.begin(), next.shifts.end(), shift_holds) ||
      !lists_well(before.rules, next.rules) || next.rules.size() > rules_max ||
      !std::all_of(next.rules.begin(), next.rules.end(), rule_holds) ||
      !std::all_of(next.rules.begin(), next.rules.end(),
                   [&](const RuleSetup& rule) { return rule_refers(next, rule); }) ||
      !ladder_holds(next.ladder) || next.dispositions.size() > dispositions_max ||
      next.agents.size() > agents_max || next.queues.size() > queues_max) {
    return false;
  }
  std::set<std::string_view> numbers;
  for (const QueueSetup& queue : next.queues) {
    if (!refers(next.campaigns, queue.campaign) || !skills_refer(next, queue.requires_) ||
        queue.ring.us <= 0 || queue.wrap_up.us < 0 || queue.contacts_max == 0 ||
        (queue.wrap_up_max.us != 0 && queue.wrap_up_max < queue.wrap_up)) {
      return false;
    }
    if (!queue.retired && !queue.number.empty() && !numbers.insert(queue.number.view()).second) {
      return false;
    }
  }
  for (const Disposition& disposition : next.dispositions) {
    for (const CampaignId campaign : disposition.campaigns) {
      if (entry_of(next.campaigns, campaign) == nullptr) return false;
    }
  }
  for (const AgentSetup& agent : next.agents) {
    if (!agent.user || !refers(next.users, agent.user) || !refers(next.teams, agent.team) ||
        !refers(next.sites, agent.site) || !skills_refer(next, agent.skills) ||
        !refers(next.shifts, agent.shift)) {
      return false;
    }
  }
  return true;
}

/// What leaves must be empty: nobody's contact is cut off by a file.
bool is_in_use(const State& state, const Operation& next) {
  for (std::size_t i = 0; i < state.queues.size(); ++i) {
    if (!next.queues[i].retired) continue;
    const QueueId id{i + 1};
    for (const auto& [contact_id, contact] : state.contacts) {
      if (contact.queue == id) return true;
    }
  }
  for (const Agent& agent : state.agents) {
    if (next.agents[agent.id.value - 1].retired && agent.signed_in()) return true;
  }
  return false;
}

}  // namespace

/// Rejects: operation_changed, operation_invalid, in_use.
Decision decide(const State& state, const ApplyOperation& command, const Asked& asked) {
  if (command.base_version != state.operation->version) return reject(Reject::operation_changed);
  const Operation& next = *command.document;
  if (next.version != command.base_version + 1 || command.bytes->size() > operation_bytes_max ||
      !is_whole(*state.operation, next)) {
    return reject(Reject::operation_invalid);
  }
  if (is_in_use(state, next)) return reject(Reject::in_use);
  Events events;
  end_alerts_of_no_rule(events, state, next, asked);
  events.emplace_back(OperationApplied{.version = next.version, .document = command.digest});
  return events;
}

void apply(State& state, const OperationApplied& event, const Bytes& document) {
  auto next = std::make_shared<Operation>();
  const bool decoded = decode(document, *next);
  RELEVO_ASSERT(decoded && next->version == event.version);
  for (std::size_t i = state.agents.size(); i < next->agents.size(); ++i) {
    Agent agent;
    agent.id = {i + 1};
    agent.since = state.at;
    state.agents.push_back(agent);
  }
  state.queues.resize(next->queues.size());
  state.operation = std::move(next);
  derive_from_operation(state);
}

}  // namespace relevo
