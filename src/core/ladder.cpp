#include "core/ladder.h"

#include <algorithm>

namespace relevo {

namespace {

template <class Entry>
bool is_in_use(const std::vector<Entry>& entries, std::uint64_t id) {
  return id >= 1 && id <= entries.size() && !entries[id - 1].retired;
}

bool coordinates(const Operation& operation, UserId user, const Subject& subject) {
  TeamId team{subject.id};
  if (subject.kind == SubjectKind::agent) {
    const AgentSetup* const agent = entry_of(operation.agents, AgentId{subject.id});
    if (agent == nullptr) return false;
    team = agent->team;
  } else if (subject.kind != SubjectKind::team) {
    return false;
  }
  const Team* const found = entry_of(operation.teams, team);
  return found != nullptr && found->coordinator == user;
}

/// Whether the subject belongs to one of the campaigns.
bool belongs_to(const Operation& operation, const std::vector<CampaignId>& campaigns,
                const Subject& subject) {
  const auto is_one = [&](CampaignId id) {
    return std::find(campaigns.begin(), campaigns.end(), id) != campaigns.end();
  };
  switch (subject.kind) {
    case SubjectKind::campaign:
      return is_one({subject.id});
    case SubjectKind::queue: {
      const QueueSetup* const queue = entry_of(operation.queues, QueueId{subject.id});
      return queue != nullptr && is_one(queue->campaign);
    }
    case SubjectKind::client:
      return std::any_of(campaigns.begin(), campaigns.end(), [&](CampaignId id) {
        const Campaign* const campaign = entry_of(operation.campaigns, id);
        return campaign != nullptr && campaign->client == ClientId{subject.id};
      });
    case SubjectKind::agent: {
      const AgentSetup* const agent = entry_of(operation.agents, AgentId{subject.id});
      return agent != nullptr && std::any_of(operation.queues.begin(), operation.queues.end(),
                                             [&](const QueueSetup& queue) {
                                               return !queue.retired && is_one(queue.campaign) &&
                                                      !missing_skill(queue, *agent);
                                             });
    }
    case SubjectKind::operation:
    case SubjectKind::team:
    case SubjectKind::site:
    case SubjectKind::place:
      return false;
  }
  return false;
}

bool is_told(const Operation& operation, const UserSetup& user, Role role, const Subject& subject) {
  if (user.retired || !user.has(role)) return false;
  if (role == Role::coordinator) return coordinates(operation, user.id, subject);
  if (role != Role::director || user.campaigns.empty()) return true;
  return belongs_to(operation, user.campaigns, subject);
}

}  // namespace

std::vector<UserId> told_at(const Operation& operation, std::uint32_t level,
                            const Subject& subject) {
  std::vector<UserId> users;
  if (level == 0) {
    if (subject.kind != SubjectKind::agent) return users;
    const AgentSetup* const agent = entry_of(operation.agents, AgentId{subject.id});
    if (agent != nullptr && !agent->retired) users.push_back(agent->user);
    return users;
  }
  const std::vector<LadderLevel>& levels = operation.ladder.levels;
  if (level > levels.size()) return users;
  const Role role = levels[level - 1].role;
  for (const UserSetup& user : operation.users) {
    if (is_told(operation, user, role, subject)) users.push_back(user.id);
  }
  return users;
}

std::uint32_t next_level(const Operation& operation, std::uint32_t level, const Subject& subject) {
  for (std::uint32_t next = level + 1; next <= operation.ladder.levels.size(); ++next) {
    if (!told_at(operation, next, subject).empty()) return next;
  }
  return 0;
}

Duration stays_at(const Ladder& ladder, std::uint32_t level, AlertSeverity severity) {
  const bool is_critical = severity == AlertSeverity::critical;
  if (level == 0) return is_critical ? ladder.agent_critical : ladder.agent_warning;
  if (level > ladder.levels.size()) return {};
  const LadderLevel& setup = ladder.levels[level - 1];
  return is_critical ? setup.critical : setup.warning;
}

bool is_there(const Operation& operation, const Subject& subject) {
  switch (subject.kind) {
    case SubjectKind::operation:
      return subject.id == 1;
    case SubjectKind::queue:
      return is_in_use(operation.queues, subject.id);
    case SubjectKind::campaign:
      return is_in_use(operation.campaigns, subject.id);
    case SubjectKind::client:
      return is_in_use(operation.clients, subject.id);
    case SubjectKind::agent:
      return is_in_use(operation.agents, subject.id);
    case SubjectKind::team:
      return is_in_use(operation.teams, subject.id);
    case SubjectKind::site:
      return is_in_use(operation.sites, subject.id);
    case SubjectKind::place:
      return subject.id == static_cast<std::uint64_t>(WorkPlace::home) ||
             subject.id == static_cast<std::uint64_t>(WorkPlace::on_site);
  }
  return false;
}

}  // namespace relevo
