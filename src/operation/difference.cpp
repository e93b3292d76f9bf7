// What applying a document would change, in the words of the file.
#include <set>
#include <type_traits>
#include <utility>

#include "base/enum_name.h"
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

Values values_of(const Operation& of, const Campaign& campaign) {
  return {{"client", code_of(of.clients, campaign.client)}};
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

Values values_of(const Operation& of, const Team& team) {
  return {{"coordinator", code_of(of.users, team.coordinator)}};
}

Values values_of(const Operation& of, const AgentSetup& agent) {
  return {{"team", code_of(of.teams, agent.team)},
          {"site", code_of(of.sites, agent.site)},
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

}  // namespace

std::vector<Difference> difference(const Operation& current, const Operation& next) {
  std::vector<Difference> found;
  const auto head = [](const Operation& of) {
    return Values{{"code", in_words(of.code.view())}, {"demo", in_words(of.demo)}};
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
  add_entries(found, "agent", &Operation::agents, current, next);
  add_entries(found, "user", &Operation::users, current, next);
  return found;
}

}  // namespace relevo
