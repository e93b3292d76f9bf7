#include "api/policy.h"

#include <algorithm>
#include <array>

namespace relevo {

namespace {

enum class Reach : std::uint8_t { none, own, team, campaign, all };

constexpr std::size_t roles_count = 8;
constexpr std::size_t acts_count = 8;

using Row = std::array<Reach, acts_count>;

consteval Reach reach_of(char letter) {
  switch (letter) {
    case 'o':
      return Reach::own;
    case 't':
      return Reach::team;
    case 'c':
      return Reach::campaign;
    case 'a':
      return Reach::all;
    default:
      return Reach::none;
  }
}

consteval Row row(const char (&letters)[acts_count + 1]) {
  Row reach{};
  for (std::size_t act = 0; act < acts_count; ++act) reach[act] = reach_of(letters[act]);
  return reach;
}

// By role; the columns are see, command_agent, hear_recording, listen, speak_into, see_system,
// apply_operation, see_customer. Own, team, campaign, all, none.
constexpr std::array<Row, roles_count> reaches = {{
    row("ooonnnno"),  // agent
    row("tttttnnt"),  // coordinator
    row("aaaaaana"),  // supervisor
    row("cncccnnc"),  // director
    row("annnnann"),  // command_center
    row("anaannna"),  // quality
    row("annnnnnn"),  // workforce
    row("aaaaaaaa"),  // admin
}};

bool covers(Reach reach, const Relation& relation) {
  switch (reach) {
    case Reach::none:
      return false;
    case Reach::own:
      return relation.own;
    case Reach::team:
      return relation.team;
    case Reach::campaign:
      return relation.campaign;
    case Reach::all:
      return true;
  }
  return false;
}

bool directs(const Operation& operation, UserId user, CampaignId campaign) {
  const UserSetup* setup = entry_of(operation.users, user);
  if (setup == nullptr || !setup->has(Role::director)) return false;
  return setup->campaigns.empty() || std::find(setup->campaigns.begin(), setup->campaigns.end(),
                                               campaign) != setup->campaigns.end();
}

bool directs_queue(const Operation& operation, UserId user, QueueId id) {
  const QueueSetup* queue = entry_of(operation.queues, id);
  return queue != nullptr && directs(operation, user, queue->campaign);
}

bool coordinates(const Operation& operation, UserId user, TeamId team) {
  const Team* setup = entry_of(operation.teams, team);
  return setup != nullptr && user && setup->coordinator == user;
}

Sight no_sight(const Operation& operation) {
  return {.queues = std::vector<bool>(operation.queues.size()),
          .agents = std::vector<bool>(operation.agents.size()),
          .waiting_of = std::vector<bool>(operation.queues.size()),
          .contacts_of = std::vector<bool>(operation.queues.size())};
}

template <class AnyId>
bool at(const std::vector<bool>& bits, AnyId id) {
  return id.value >= 1 && id.value <= bits.size() && bits[id.value - 1];
}

void see_queues_of(Sight& sight, const Operation& operation, const AgentSetup& agent,
                   bool waiting_too) {
  for (const QueueSetup& queue : operation.queues) {
    if (queue.retired || missing_skill(queue, agent)) continue;
    sight.queues[queue.id.value - 1] = true;
    if (waiting_too) sight.waiting_of[queue.id.value - 1] = true;
  }
}

void see_campaign(Sight& sight, const Operation& operation, const QueueSetup& queue) {
  sight.queues[queue.id.value - 1] = true;
  sight.waiting_of[queue.id.value - 1] = true;
  sight.contacts_of[queue.id.value - 1] = true;
  for (const AgentSetup& agent : operation.agents) {
    if (!missing_skill(queue, agent)) sight.agents[agent.id.value - 1] = true;
  }
}

void see_team(Sight& sight, const Operation& operation, TeamId team) {
  for (const AgentSetup& agent : operation.agents) {
    if (agent.team != team) continue;
    sight.agents[agent.id.value - 1] = true;
    see_queues_of(sight, operation, agent, true);
  }
}

}  // namespace

bool may(std::uint32_t roles, Act act, const Relation& relation) {
  for (std::size_t role = 0; role < roles_count; ++role) {
    const bool has = (roles & (1U << role)) != 0;
    if (has && covers(reaches[role][static_cast<std::size_t>(act)], relation)) return true;
  }
  return false;
}

bool is_local(const HttpRequest& request) {
  return !request.forwarded && (request.peer.starts_with("127.") || request.peer == "::1");
}

Relation relation_to(const Operation& operation, const Principal& principal, AgentId agent) {
  const AgentSetup* setup = entry_of(operation.agents, agent);
  if (setup == nullptr) return {};
  Relation relation{.own = agent == principal.agent,
                    .team = coordinates(operation, principal.user, setup->team)};
  relation.campaign =
      std::any_of(operation.queues.begin(), operation.queues.end(), [&](const QueueSetup& queue) {
        return directs(operation, principal.user, queue.campaign) && !missing_skill(queue, *setup);
      });
  return relation;
}

Relation relation_to(const Operation& operation, const Principal& principal, TeamId team) {
  return {.team = coordinates(operation, principal.user, team)};
}

Relation relation_to(const Operation& operation, const Principal& principal, CampaignId campaign) {
  return {.campaign = directs(operation, principal.user, campaign)};
}

bool Sight::sees(QueueId queue) const { return all || at(queues, queue); }

bool Sight::sees(AgentId agent) const { return all || at(agents, agent); }

bool Sight::sees(const ContactRow& contact) const {
  if (all || at(contacts_of, contact.queue)) return true;
  // Who handed it over has talked with them, and may still have to say what it came to.
  if (contact.second.agent && sees(contact.second.agent)) return true;
  if (contact.transferred_by && sees(contact.transferred_by)) return true;
  return contact.agent ? sees(contact.agent) : at(waiting_of, contact.queue);
}

bool Sight::sees(const ContactLife& contact) const {
  if (all || at(contacts_of, contact.queue)) return true;
  if (contact.agents.empty()) return at(waiting_of, contact.queue);
  return std::any_of(contact.agents.begin(), contact.agents.end(),
                     [this](AgentId agent) { return sees(agent); });
}

bool CampaignsSeen::has(CampaignId campaign) const { return at(of, campaign); }

CampaignsSeen campaigns_seen(const Operation& operation, const Sight& sight) {
  CampaignsSeen seen{.of = std::vector<bool>(operation.campaigns.size())};
  for (const QueueSetup& queue : operation.queues) {
    if (!sight.sees(queue.id)) continue;
    seen.any = true;
    if (queue.campaign) seen.of[queue.campaign.value - 1] = true;
  }
  return seen;
}

bool Concerned::has(const Subject& subject) const {
  if (all) return true;
  switch (subject.kind) {
    case SubjectKind::queue:
      return sight.sees(QueueId{subject.id});
    case SubjectKind::agent:
      return sight.sees(AgentId{subject.id});
    case SubjectKind::team:
      return at(teams, TeamId{subject.id});
    case SubjectKind::site:
      return at(sites, SiteId{subject.id});
    case SubjectKind::campaign:
      return campaigns.has({subject.id});
    case SubjectKind::client:
      return at(clients, ClientId{subject.id});
    case SubjectKind::operation:
    case SubjectKind::place:
      return true;  // Everybody works there, and that there are two places is no secret.
  }
  return false;
}

Concerned concerned_by(const Operation& operation, const Sight& sight) {
  if (sight.all) return {.all = true};
  Concerned concerned{.sight = sight,
                      .campaigns = campaigns_seen(operation, sight),
                      .clients = std::vector<bool>(operation.clients.size()),
                      .teams = std::vector<bool>(operation.teams.size()),
                      .sites = std::vector<bool>(operation.sites.size())};
  for (const Campaign& campaign : operation.campaigns) {
    if (campaign.client && concerned.campaigns.has(campaign.id)) {
      concerned.clients[campaign.client.value - 1] = true;
    }
  }
  for (const AgentSetup& agent : operation.agents) {
    if (agent.retired || !sight.sees(agent.id)) continue;
    if (agent.team) concerned.teams[agent.team.value - 1] = true;
    if (agent.site) concerned.sites[agent.site.value - 1] = true;
  }
  return concerned;
}

Sight sight_of(const Operation& operation, const Principal& principal) {
  const bool system = may(principal.roles, Act::see_system, {});
  if (may(principal.roles, Act::see, {})) return {.all = true, .system = system};
  Sight sight = no_sight(operation);
  sight.system = system;
  if (may(principal.roles, Act::see, {.own = true})) {
    if (const AgentSetup* own = entry_of(operation.agents, principal.agent)) {
      sight.agents[own->id.value - 1] = true;
      see_queues_of(sight, operation, *own, false);
    }
  }
  if (may(principal.roles, Act::see, {.team = true})) {
    for (const Team& team : operation.teams) {
      if (coordinates(operation, principal.user, team.id)) see_team(sight, operation, team.id);
    }
  }
  if (may(principal.roles, Act::see, {.campaign = true})) {
    for (const QueueSetup& queue : operation.queues) {
      if (directs(operation, principal.user, queue.campaign)) {
        see_campaign(sight, operation, queue);
      }
    }
  }
  return sight;
}

Sight sight_of_team(const Operation& operation, TeamId team) {
  Sight sight = no_sight(operation);
  see_team(sight, operation, team);
  return sight;
}

Sight sight_of_campaign(const Operation& operation, CampaignId campaign) {
  Sight sight = no_sight(operation);
  for (const QueueSetup& queue : operation.queues) {
    if (queue.campaign == campaign) see_campaign(sight, operation, queue);
  }
  return sight;
}

bool may_supervise(const Operation& operation, const Principal& principal, AgentId agent,
                   const ContactRow* contact, SuperviseMode mode) {
  const Act act = mode == SuperviseMode::listen ? Act::listen : Act::speak_into;
  Relation relation = relation_to(operation, principal, agent);
  const QueueSetup* const queue =
      contact == nullptr ? nullptr : entry_of(operation.queues, contact->queue);
  if (queue != nullptr) relation.campaign = directs(operation, principal.user, queue->campaign);
  return may(principal.roles, act, relation);
}

bool may_hear(const Operation& operation, const Principal& principal, const ContactLife& contact) {
  Relation relation{.campaign = directs_queue(operation, principal.user, contact.queue)};
  // One file holds every conversation of the contact: whoever may hear one of them only hears none.
  const auto is_all = [&](bool Relation::* part) {
    return !contact.agents.empty() &&
           std::all_of(contact.agents.begin(), contact.agents.end(), [&](AgentId agent) {
             return relation_to(operation, principal, agent).*part;
           });
  };
  relation.own = is_all(&Relation::own);
  relation.team = is_all(&Relation::team);
  return may(principal.roles, Act::hear_recording, relation);
}

bool may_see_customer(const Operation& operation, const Principal& principal,
                      const ContactLife& contact, const ContactRow* row) {
  std::vector<AgentId> agents = contact.agents;
  if (row != nullptr) agents.insert(agents.end(), {row->agent, row->second.agent});
  Relation relation{.campaign = directs_queue(operation, principal.user, contact.queue)};
  for (const AgentId agent : agents) {
    const Relation to = relation_to(operation, principal, agent);
    relation.own = relation.own || to.own;
    relation.team = relation.team || to.team;
  }
  return may(principal.roles, Act::see_customer, relation);
}

}  // namespace relevo
