// Who may see and do what: the one place that decides it.
#pragma once

#include <cstdint>
#include <vector>

#include "core/operation.h"
#include "http/http.h"
#include "view/board.h"
#include "view/history.h"

namespace relevo {

/// Somebody who is signed in.
struct Principal {
  UserId user;
  std::uint32_t roles = 0;  // Bit per Role.
  AgentId agent;            // Who this user is on the floor; none for those who take no contacts.
  SessionId session;
  Time expires_at;
};

enum class Act : std::uint8_t {
  see,            // Queues, agents, contacts and their events.
  command_agent,  // Carry out an agent's commands.
  hear_recording,
  listen,      // Beside an agent's conversation, heard by nobody,
  speak_into,  // and heard there.
  see_system,  // Sessions, keys, restarts: events that belong to no agent and no contact.
  apply_operation,
  see_customer,  // Who called: the number, the name.
};

/// Whether a program on this machine asks by itself: from a loopback address, and no proxy says
/// that it asks for somebody else.
bool is_local(const HttpRequest& request);

/// How the principal stands to what the act is done to.
struct Relation {
  bool own = false;       // The agent's own row, their contact, a queue they are skilled for.
  bool team = false;      // Of a team that the principal coordinates.
  bool campaign = false;  // Of a campaign that the principal directs.
};

/// Whether one of the roles allows the act.
bool may(std::uint32_t roles, Act act, const Relation& relation);

/// To one agent: the own one, of an own team, skilled for a queue of an own campaign.
Relation relation_to(const Operation& operation, const Principal& principal, AgentId agent);

/// To a whole team, to a whole campaign.
Relation relation_to(const Operation& operation, const Principal& principal, TeamId team);
Relation relation_to(const Operation& operation, const Principal& principal, CampaignId campaign);

/// What a principal sees under one operation, looked up once for all rows.
struct Sight {
  bool all = false;
  bool system = false;
  std::vector<bool> queues;  // By id - 1.
  std::vector<bool> agents;
  std::vector<bool> waiting_of;   // Queues whose waiting contacts are seen,
  std::vector<bool> contacts_of;  // and those where every contact is.

  bool sees(QueueId queue) const;
  bool sees(AgentId agent) const;
  bool sees(const ContactRow& contact) const;
  bool sees(const ContactLife& contact) const;
};

/// Campaigns of which a queue is in sight.
struct CampaignsSeen {
  bool any = false;
  std::vector<bool> of;  // By id - 1.

  bool has(CampaignId campaign) const;
};

CampaignsSeen campaigns_seen(const Operation& operation, const Sight& sight);

/// What is in sight, and what that belongs to: their codes are no secret, though figures may be.
struct Concerned {
  bool all = false;
  Sight sight;
  CampaignsSeen campaigns;
  std::vector<bool> clients;  // By id - 1.
  std::vector<bool> teams;
  std::vector<bool> sites;

  bool has(const Subject& subject) const;
};

Concerned concerned_by(const Operation& operation, const Sight& sight);

Sight sight_of(const Operation& operation, const Principal& principal);

/// One team, or one campaign, for those who may see the whole of it.
Sight sight_of_team(const Operation& operation, TeamId team);
Sight sight_of_campaign(const Operation& operation, CampaignId campaign);

/// Whether the principal may be beside the conversation that the agent has: `contact`, nullptr when
/// there is none. Who directs a campaign may for its contacts, and not for others of the same
/// agent.
bool may_supervise(const Operation& operation, const Principal& principal, AgentId agent,
                   const ContactRow* contact, SuperviseMode mode);

/// Whether the contact's recording may be heard: by an agent who had the contact alone, by who
/// coordinates all who had it, by who directs the campaign of its last queue.
bool may_hear(const Operation& operation, const Principal& principal, const ContactLife& contact);

/// Whether who called is shown: to the agents who had the contact or have it now, as `row` says,
/// nullptr when it is over; to who coordinates one of them or directs its campaign.
bool may_see_customer(const Operation& operation, const Principal& principal,
                      const ContactLife& contact, const ContactRow* row);

}  // namespace relevo
