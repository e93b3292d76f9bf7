// What the readers of the single kinds share: the tables, and the entries so far.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "operation/operation_file.h"
#include "operation/roster.h"
#include "operation/sections.h"

namespace relevo::operation {

/// Retired entries count. Of agents, queues and dispositions: core/operation.h.
inline constexpr std::size_t sites_max = 1'000;
inline constexpr std::size_t skills_max = 1'000;
inline constexpr std::size_t clients_max = 5'000;
inline constexpr std::size_t campaigns_max = 5'000;
inline constexpr std::size_t teams_max = 20'000;
inline constexpr std::size_t users_max = agents_max + 20'000;
static_assert(users_max <= list_max);
inline constexpr std::size_t trunks_max = 1'000;

inline constexpr Range name_bytes{1, 200};  // The records store takes no more.

struct Reading {
  Reading(const Sections& all, const Operation& current, KnownIndicators known, FirstFault& first)
      : sections(all),
        indicators(known),
        fault(first),
        sites("site", current.sites, sites_max),
        skills("skill", current.skills, skills_max),
        clients("client", current.clients, clients_max),
        campaigns("campaign", current.campaigns, campaigns_max),
        queues("queue", current.queues, queues_max),
        dispositions("disposition", current.dispositions, dispositions_max),
        teams("team", current.teams, teams_max),
        agents("agent", current.agents, agents_max),
        users("user", current.users, users_max),
        shifts("shift", current.shifts, shifts_max),
        rules("rule", current.rules, rules_max) {}

  const Sections& sections;
  KnownIndicators indicators;
  FirstFault& fault;
  Roster<Site> sites;
  Roster<Skill> skills;
  Roster<Client> clients;
  Roster<Campaign> campaigns;
  Roster<QueueSetup> queues;
  Roster<Disposition> dispositions;
  Roster<Team> teams;
  Roster<AgentSetup> agents;
  Roster<UserSetup> users;
  Roster<Shift> shifts;
  Roster<RuleSetup> rules;
  ReadOperation result;  // The rosters' entries go into its document at the end.
};

/// Each reads its tables; what it refers to must have been read.
void read_trunks(Reading& reading);
void read_queues(Reading& reading);        // Skills, campaigns.
void read_dispositions(Reading& reading);  // Campaigns.
void read_users(Reading& reading);         // Campaigns.
void read_teams(Reading& reading);         // Users.
void read_shifts(Reading& reading);
void read_agents(Reading& reading);      // Users, teams, sites, skills, shifts.
void read_rules(Reading& reading);       // All that a rule can be about.
void read_rule_tests(Reading& reading);  // Rules.
void read_ladder(Reading& reading);

/// A fault at the queue with the most members when there are over memberships_max in all. Behind
/// the readers; requires that they found no fault.
void check_memberships(Reading& reading);

/// The skills under `key`, in the order in which they are written.
std::vector<SkillLevel> read_skill_levels(const Reading& reading, const Table& table,
                                          std::string_view key);

/// 12 to 128 bytes (passwords, SIP secrets); none when the key is not there or wrong. Refused in
/// the demo operation, which has its own.
std::optional<std::string> read_secret(const Reading& reading, const Table& table,
                                       std::string_view key);

/// When a day begins: the keys `time_zone` and `day_cut`; those of `otherwise` when they are not
/// there.
struct Days {
  Text<64> time_zone;
  Duration day_cut;
};
Days read_days(const Table& table, const Days& otherwise);

/// The key `name`: name_bytes; none when it is not there or wrong.
std::optional<std::string> read_name(const Table& table);

/// The keys `name_es` and `name_en`, both required: what screens show.
struct ShownNames {
  std::string_view es;
  std::string_view en;
};
ShownNames read_shown_names(const Table& table);

}  // namespace relevo::operation
