// The operation document: the whole configuration that rules depend on, under ids that never move.
//
// It holds codes, not people's names, and no secret. Made from the operation file by operation/,
// kept beside OperationApplied in the log. Ids are given once per code and kept when an entry is
// retired, so that old events stay readable. All defaults here are zero, as the byte codec wants;
// what the file leaves out is filled in by the reader of the file.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/id.h"
#include "base/text.h"
#include "base/time.h"
#include "core/deviation_rule.h"
#include "core/shift.h"
#include "core/types.h"

namespace relevo {

inline constexpr std::size_t agents_max = 100'000;
inline constexpr std::size_t queues_max = 5'000;
inline constexpr std::size_t dispositions_max = 5'000;
inline constexpr std::size_t memberships_max = 2'000'000;  // Of agents in queues, all together.
inline constexpr std::size_t operation_bytes_max = std::size_t{16} << 20U;  // Encoded.
inline constexpr std::uint8_t skill_level_max = 10;

struct Site {
  SiteId id;
  Code code;
  bool retired = false;
};

struct Skill {
  SkillId id;
  Code code;
  bool retired = false;
};

struct Client {
  ClientId id;
  Code code;
  bool retired = false;
};

struct Campaign {
  CampaignId id;
  Code code;
  ClientId client;
  bool retired = false;
  Text<64> time_zone;    // Of the tz database; its days begin there,
  Duration day_cut;      // so long behind midnight. Empty and 0 in old documents: UTC.
  Text<255> screen_pop;  // Where a customer's record is in another system; see
                         // operation/screen_pop.h. Empty: nowhere.
};

/// A level from 1 to skill_level_max: what an agent has, or what a queue asks for at least.
struct SkillLevel {
  SkillId skill;
  std::uint8_t level = 0;
};

struct QueueSetup {
  QueueId id;
  Code code;
  Text<32> number;  // Dialed by customers; unique. Empty: not reachable by phone.
  CampaignId campaign;
  std::vector<SkillLevel> requires_;
  Duration target;  // Of the service level.
  Duration ring;
  Duration wrap_up;  // 0 = none.
  Duration short_abandon;
  Duration credit;  // Priority: how much earlier its contacts count as arrived.
  Strategy strategy = Strategy::longest_idle;
  std::uint32_t contacts_max = 0;
  Code language;
  Text<96> greeting;  // Sound `LANGUAGE/NAME`; empty = none.
  Text<96> music;     // Name in the music folder; empty = the first there.
  bool record = false;
  bool retired = false;
  Duration wrap_up_max;  // Of one that its agent extends; 0, in old documents: of none.
};

/// What a contact came to, in the words of those who buy the service.
struct Disposition {
  DispositionId id;
  Code code;
  Text<64> name_es;
  Text<64> name_en;
  DispositionKind kind = DispositionKind::contact;
  std::vector<CampaignId> campaigns;  // Whose contacts can have it; empty = all.
  bool retired = false;
};

struct Team {
  TeamId id;
  Code code;
  UserId coordinator;
  bool retired = false;
};

struct AgentSetup {
  AgentId id;
  Code code;  // Also the SIP user.
  UserId user;
  TeamId team;
  SiteId site;
  std::vector<SkillLevel> skills;
  bool retired = false;
  ShiftId shift;  // None: nobody says when they are there.
};

struct UserSetup {
  UserId id;
  Code code;
  std::uint32_t roles = 0;            // Bit per Role.
  std::vector<CampaignId> campaigns;  // Of a director; empty = all.
  bool retired = false;

  bool has(Role role) const { return (roles & (1U << static_cast<unsigned>(role))) != 0; }
};

/// Entry i of each list has id i + 1.
struct Operation {
  std::uint64_t version = 0;  // Of the operation: 1, 2, 3, ...
  Code code;
  std::vector<Site> sites;
  std::vector<Skill> skills;
  std::vector<Client> clients;
  std::vector<Campaign> campaigns;
  std::vector<QueueSetup> queues;
  std::vector<Team> teams;
  std::vector<AgentSetup> agents;
  std::vector<UserSetup> users;
  std::vector<Text<64>> trunks;  // Addresses whose calls are taken without digest.
  bool demo = false;             // Passwords and device secrets are `demo-` + code.
  std::vector<Disposition> dispositions;
  std::vector<RuleSetup> rules;
  Ladder ladder;
  Text<64> time_zone;  // As of Campaign; that of all which belongs to no campaign.
  Duration day_cut;
  std::vector<Shift> shifts;
};

/// The entry with this id, or nullptr.
template <class Entry, class AnyId>
const Entry* entry_of(const std::vector<Entry>& entries, AnyId id) {
  return id.value >= 1 && id.value <= entries.size() ? &entries[id.value - 1] : nullptr;
}

/// The entry with this code, retired or not, or nullptr. Linear: not for hot paths.
template <class Entry>
const Entry* entry_of_code(const std::vector<Entry>& entries, std::string_view code) {
  for (const Entry& entry : entries) {
    if (entry.code.view() == code) return &entry;
  }
  return nullptr;
}

/// The agent's level of a skill; 0: not at all.
inline std::uint8_t level_of(const AgentSetup& agent, SkillId skill) {
  for (const SkillLevel& has : agent.skills) {
    if (has.skill == skill) return has.level;
  }
  return 0;
}

/// Whether a contact of the campaign can have the disposition, retired or not.
inline bool is_for(const Disposition& disposition, CampaignId campaign) {
  const std::vector<CampaignId>& campaigns = disposition.campaigns;
  return campaigns.empty() ||
         std::find(campaigns.begin(), campaigns.end(), campaign) != campaigns.end();
}

/// A required skill that an agent does not have enough of.
struct MissingSkill {
  SkillLevel wanted;
  std::uint8_t level = 0;  // The agent's.
};

/// The first that is missing. None: the agent serves the queue, unless either is retired.
inline std::optional<MissingSkill> missing_skill(const QueueSetup& queue, const AgentSetup& agent) {
  for (const SkillLevel& wanted : queue.requires_) {
    const std::uint8_t level = level_of(agent, wanted.skill);
    if (level < wanted.level) return MissingSkill{.wanted = wanted, .level = level};
  }
  return std::nullopt;
}

template <class V>
void fields(V& visit, Site& o) {
  visit(1, "id", o.id);
  visit(2, "code", o.code);
  visit(3, "retired", o.retired);
}
template <class V>
void fields(V& visit, Skill& o) {
  visit(1, "id", o.id);
  visit(2, "code", o.code);
  visit(3, "retired", o.retired);
}
template <class V>
void fields(V& visit, Client& o) {
  visit(1, "id", o.id);
  visit(2, "code", o.code);
  visit(3, "retired", o.retired);
}
template <class V>
void fields(V& visit, Campaign& o) {
  visit(1, "id", o.id);
  visit(2, "code", o.code);
  visit(3, "client", o.client);
  visit(4, "retired", o.retired);
  visit(5, "time_zone", o.time_zone);
  visit(6, "day_cut", o.day_cut);
  visit(7, "screen_pop", o.screen_pop);
}
template <class V>
void fields(V& visit, SkillLevel& o) {
  visit(1, "skill", o.skill);
  visit(2, "level", o.level);
}
template <class V>
void fields(V& visit, QueueSetup& o) {
  visit(1, "id", o.id);
  visit(2, "code", o.code);
  visit(3, "number", o.number);
  visit(4, "campaign", o.campaign);
  visit(5, "requires", o.requires_);
  visit(6, "target", o.target);
  visit(7, "ring", o.ring);
  visit(8, "wrap_up", o.wrap_up);
  visit(9, "short_abandon", o.short_abandon);
  visit(10, "credit", o.credit);
  visit(11, "strategy", o.strategy);
  visit(12, "contacts_max", o.contacts_max);
  visit(13, "language", o.language);
  visit(14, "greeting", o.greeting);
  visit(15, "music", o.music);
  visit(16, "record", o.record);
  visit(17, "retired", o.retired);
  visit(18, "wrap_up_max", o.wrap_up_max);
}
template <class V>
void fields(V& visit, Disposition& o) {
  visit(1, "id", o.id);
  visit(2, "code", o.code);
  visit(3, "name_es", o.name_es);
  visit(4, "name_en", o.name_en);
  visit(5, "kind", o.kind);
  visit(6, "campaigns", o.campaigns);
  visit(7, "retired", o.retired);
}
template <class V>
void fields(V& visit, Team& o) {
  visit(1, "id", o.id);
  visit(2, "code", o.code);
  visit(3, "coordinator", o.coordinator);
  visit(4, "retired", o.retired);
}
template <class V>
void fields(V& visit, AgentSetup& o) {
  visit(1, "id", o.id);
  visit(2, "code", o.code);
  visit(3, "user", o.user);
  visit(4, "team", o.team);
  visit(5, "site", o.site);
  visit(6, "skills", o.skills);
  visit(7, "retired", o.retired);
  visit(8, "shift", o.shift);
}
template <class V>
void fields(V& visit, UserSetup& o) {
  visit(1, "id", o.id);
  visit(2, "code", o.code);
  visit(3, "roles", o.roles);
  visit(4, "campaigns", o.campaigns);
  visit(5, "retired", o.retired);
}
template <class V>
void fields(V& visit, Operation& o) {
  visit(1, "version", o.version);
  visit(2, "code", o.code);
  visit(3, "sites", o.sites);
  visit(4, "skills", o.skills);
  visit(5, "clients", o.clients);
  visit(6, "campaigns", o.campaigns);
  visit(7, "queues", o.queues);
  visit(8, "teams", o.teams);
  visit(9, "agents", o.agents);
  visit(10, "users", o.users);
  visit(11, "trunks", o.trunks);
  visit(12, "demo", o.demo);
  visit(13, "dispositions", o.dispositions);
  visit(14, "rules", o.rules);
  visit(15, "ladder", o.ladder);
  visit(16, "time_zone", o.time_zone);
  visit(17, "day_cut", o.day_cut);
  visit(18, "shifts", o.shifts);
}

}  // namespace relevo
