// What applying a document would change, in the words of the file.
#include <set>
#include <type_traits>
#include <utility>

#include "base/enum_name.h"
#include "operation/hours.h"
#include "operation/operation_file.h"

namespace relevo {

namespace {

/// The words of the keys of an entry, in the order of the file.
using Values = std::vector<std::pair<std::string_view, std::string>>;

std::string in_words(bool flag) { return flag ? "true" : "false"; }
std::string in_words(Duration duration) { return std::to_string(duration.us / 1'000'000); }
std::string in_words(std::string_view text) { return text.empty() ? "none" : std::string{text}; }

template <class Entry, class AnyId>
std::string code_of(const std::vector<Entry>& entries, AnyId id) {
  const Entry* entry = entry_of(entries, id);
  return entry == nullptr ? "none" : std::string{entry->code.view()};
}

void append(std::string& list, const std::string& word) {
  list += (list.empty() ? "" : ", ") + word;
}

std::string in_words(const Operation& operation, const std::vector<SkillLevel>& levels) {
  std::string list;
  for (const SkillLevel& level : levels) {
    append(list, code_of(operation.skills, level.skill) + " " + std::to_string(level.level));
  }
  return in_words(list);
}

std::string roles_in_words(const UserSetup& user) {
  std::string list;
  for (std::uint8_t i = 0; !enum_name(static_cast<Role>(i)).empty(); ++i) {
    const auto role = static_cast<Role>(i);
    if (user.has(role)) append(list, std::string{enum_name(role)});
  }
  return in_words(list);
}

Values values_of(const Operation& /*of*/, const Site& /*entry*/) { return {}; }
Values values_of(const Operation& /*of*/, const Skill& /*entry*/) { return {}; }
Values values_of(const Operation& /*of*/, const Client& /*entry*/) { return {}; }

std::string cut_in_words(Duration cut) {
  const auto digits = [](std::int64_t number) {
    return std::string{number < 10 ? "0" : ""} + std::to_string(number);
  };
  return digits(cut.us / hours(1).us) + ":" + digits(cut.us % hours(1).us / minutes(1).us);
}

Values values_of(const Operation& of, const Campaign& campaign) {
  return {{"client", code_of(of.clients, campaign.client)},
          {"time_zone", in_words(campaign.time_zone.view())},
          {"day_cut", cut_in_words(campaign.day_cut)},
          {"screen_pop", in_words(campaign.screen_pop.view())}};
}

Values values_of(const Operation& of, const QueueSetup& queue) {
  return {{"number", in_words(queue.number.view())},
          {"campaign", code_of(of.campaigns, queue.campaign)},
          {"skills", in_words(of, queue.requires_)},
          {"target_s", in_words(queue.target)},
          {"ring_s", in_words(queue.ring)},
          {"wrap_up_s", in_words(queue.wrap_up)},
          {"wrap_up_max_s", in_words(queue.wrap_up_max)},
          {"short_abandon_s", in_words(queue.short_abandon)},
          {"priority_s", in_words(queue.credit)},
          {"strategy", std::string{enum_name(queue.strategy)}},
          {"contacts_max", std::to_string(queue.contacts_max)},
          {"language", in_words(queue.language.view())},
          {"greeting", in_words(queue.greeting.view())},
          {"music", in_words(queue.music.view())},
          {"record", in_words(queue.record)}};
}

std::string campaigns_in_words(const Operation& of, const std::vector<CampaignId>& campaigns) {
  std::string list;
  for (const CampaignId campaign : campaigns) append(list, code_of(of.campaigns, campaign));
  return list.empty() ? "all" : list;
}

Values values_of(const Operation& of, const Disposition& disposition) {
  return {{"name_es", in_words(disposition.name_es.view())},
          {"name_en", in_words(disposition.name_en.view())},
          {"kind", std::string{enum_name(disposition.kind)}},
          {"campaigns", campaigns_in_words(of, disposition.campaigns)}};
}

/// `12.5` of millionths.
std::string number_of(std::int64_t millionths) {
  std::string text = std::to_string(millionths / 1'000'000);
  std::string rest = std::to_string(1'000'000 + millionths % 1'000'000).substr(1);
  rest.erase(rest.find_last_not_of('0') + 1);
  return rest.empty() ? text : text + "." + rest;
}

std::string in_words(const std::vector<Condition>& when) {
  std::string list;
  for (const Condition& condition : when) {
    std::string text = std::string{condition.indicator.view()} + " over " +
                       std::to_string(condition.window.us / minutes(1).us) + " min " +
                       (condition.above ? "> " : "< ") + number_of(condition.limit);
    if (condition.back != condition.limit) text += " back " + number_of(condition.back);
    append(list, text);
  }
  return in_words(list);
}

Values values_of(const Operation& of, const RuleSetup& rule) {
  std::string only;
  for (const std::uint64_t id : rule.only) append(only, code_of_subject(of, Subject{rule.of, id}));
  return {{"name_es", in_words(rule.name_es.view())},
          {"name_en", in_words(rule.name_en.view())},
          {"of", std::string{enum_name(rule.of)}},
          {"only", only.empty() ? "all" : only},
          {"severity", std::string{enum_name(rule.severity)}},
          {"when", in_words(rule.when)},
          {"for_s", in_words(rule.holds)},
          {"covers", in_words(rule.covers)}};
}

Values values_of(const LadderLevel& level) {
  return {{"name_es", in_words(level.name_es.view())},
          {"name_en", in_words(level.name_en.view())},
          {"role", std::string{enum_name(level.role)}},
          {"warning_s", in_words(level.warning)},
          {"critical_s", in_words(level.critical)}};
}

Values values_of(const Ladder& ladder) {
  std::string levels;
  for (const LadderLevel& level : ladder.levels) append(levels, std::string{level.code.view()});
  return {{"agent_warning_s", in_words(ladder.agent_warning)},
          {"agent_critical_s", in_words(ladder.agent_critical)},
          {"nudges_max", std::to_string(ladder.nudges_max)},
          {"handling_s", in_words(ladder.handling)},
          {"settle_s", in_words(ladder.settle)},
          {"snooze_max_s", in_words(ladder.snooze_max)},
          {"levels", in_words(levels)}};
}

Values values_of(const Operation& of, const Team& team) {
  return {{"coordinator", code_of(of.users, team.coordinator)}};
}

Values values_of(const Operation& /*of*/, const Shift& shift) {
  std::string list;
  for (const ShiftHours& one : shift.hours) append(list, operation::in_words(one));
  return {{"hours", in_words(list)}};
}

Values values_of(const Operation& of, const AgentSetup& agent) {
  return {{"team", code_of(of.teams, agent.team)},
          {"site", code_of(of.sites, agent.site)},
          {"shift", code_of(of.shifts, agent.shift)},
          {"skills", in_words(of, agent.skills)}};
}

Values values_of(const Operation& of, const UserSetup& user) {
  return {{"roles", roles_in_words(user)}, {"campaigns", campaigns_in_words(of, user.campaigns)}};
}

/// The user that an agent brings along: the agent's own lines say it all.
template <class Entry>
bool is_silent(const Entry& entry) {
  if constexpr (std::is_same_v<Entry, UserSetup>) {
    return entry.roles == 1U << static_cast<unsigned>(Role::agent);
  } else {
    return false;
  }
}

void add_values(std::vector<Difference>& found, const std::string& subject, const Values& before,
                const Values& after) {
  for (std::size_t i = 0; i < after.size(); ++i) {
    if (before[i].second == after[i].second) continue;
    found.push_back({subject, std::string{after[i].first} + ": " + before[i].second + " -> " +
                                  after[i].second});
  }
}

template <class Entry>
void add_entries(std::vector<Difference>& found, std::string_view kind,
                 std::vector<Entry> Operation::* list, const Operation& current,
                 const Operation& next) {
  for (const Entry& after : next.*list) {
    const Entry* before = entry_of(current.*list, after.id);
    if (is_silent(after) && (before == nullptr || is_silent(*before))) continue;
    const std::string subject = std::string{kind} + " " + std::string{after.code.view()};
    if (before == nullptr) {
      found.push_back({subject, "new"});
      continue;
    }
    if (after.retired != before->retired) {
      found.push_back({subject, after.retired ? "retired" : "back"});
    }
    add_values(found, subject, values_of(current, *before), values_of(next, after));
  }
}

void add_trunks(std::vector<Difference>& found, const Operation& current, const Operation& next) {
  std::set<std::string_view> before;
  std::set<std::string_view> after;
  for (const auto& trunk : current.trunks) before.insert(trunk.view());
  for (const auto& trunk : next.trunks) after.insert(trunk.view());
  for (const auto& trunk : next.trunks) {
    if (!before.contains(trunk.view())) found.push_back({"trunk " + in_words(trunk.view()), "new"});
  }
  for (const auto& trunk : current.trunks) {
    if (!after.contains(trunk.view())) {
      found.push_back({"trunk " + in_words(trunk.view()), "retired"});
    }
  }
}

/// A ladder has levels, unless it is of a document older than ladders.
void add_ladder(std::vector<Difference>& found, const Ladder& current, const Ladder& next) {
  if (current.levels.empty() && !next.levels.empty()) return found.push_back({"ladder", "new"});
  add_values(found, "ladder", values_of(current), values_of(next));
  for (const LadderLevel& after : next.levels) {
    const LadderLevel* before = entry_of_code(current.levels, after.code.view());
    if (before == nullptr) continue;
    add_values(found, "level " + std::string{after.code.view()}, values_of(*before),
               values_of(after));
  }
}

}  // namespace

std::string code_of_subject(const Operation& operation, const Subject& subject) {
  switch (subject.kind) {
    case SubjectKind::queue:
      return code_of(operation.queues, QueueId{subject.id});
    case SubjectKind::campaign:
      return code_of(operation.campaigns, CampaignId{subject.id});
    case SubjectKind::client:
      return code_of(operation.clients, ClientId{subject.id});
    case SubjectKind::agent:
      return code_of(operation.agents, AgentId{subject.id});
    case SubjectKind::team:
      return code_of(operation.teams, TeamId{subject.id});
    case SubjectKind::site:
      return code_of(operation.sites, SiteId{subject.id});
    case SubjectKind::place:
      return std::string{enum_name(static_cast<WorkPlace>(subject.id))};
    case SubjectKind::operation:
      break;
  }
  return std::string{operation.code.view()};
}

std::vector<Difference> difference(const Operation& current, const Operation& next) {
  std::vector<Difference> found;
  const auto head = [](const Operation& of) {
    return Values{{"code", in_words(of.code.view())},
                  {"demo", in_words(of.demo)},
                  {"time_zone", in_words(of.time_zone.view())},
                  {"day_cut", cut_in_words(of.day_cut)}};
  };
  add_values(found, "operation", head(current), head(next));
  add_trunks(found, current, next);
  add_entries(found, "site", &Operation::sites, current, next);
  add_entries(found, "skill", &Operation::skills, current, next);
  add_entries(found, "client", &Operation::clients, current, next);
  add_entries(found, "campaign", &Operation::campaigns, current, next);
  add_entries(found, "queue", &Operation::queues, current, next);
  add_entries(found, "disposition", &Operation::dispositions, current, next);
  add_entries(found, "team", &Operation::teams, current, next);
  add_entries(found, "shift", &Operation::shifts, current, next);
  add_entries(found, "agent", &Operation::agents, current, next);
  add_entries(found, "user", &Operation::users, current, next);
  add_entries(found, "rule", &Operation::rules, current, next);
  add_ladder(found, current.ladder, next.ladder);
  return found;
}

}  // namespace relevo
