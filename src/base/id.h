// Identifiers that cannot be mixed up: an AgentId never turns into a QueueId by accident.
#pragma once

#include <compare>
#include <cstdint>

namespace relevo {

/// Zero means "none". The core hands out 1, 2, 3, ... so that replay gives the same numbers.
template <class Tag>
struct Id {
  std::uint64_t value = 0;

  constexpr explicit operator bool() const { return value != 0; }
  friend constexpr auto operator<=>(const Id&, const Id&) = default;
};

using AgentId = Id<struct AgentTag>;
using AlertId = Id<struct AlertTag>;
using CampaignId = Id<struct CampaignTag>;
using ClientId = Id<struct ClientTag>;
using ContactId = Id<struct ContactTag>;
using DispositionId = Id<struct DispositionTag>;
using NodeId = Id<struct NodeTag>;
using OfferId = Id<struct OfferTag>;
using QueueId = Id<struct QueueTag>;
using RuleId = Id<struct RuleTag>;
using SessionId = Id<struct SessionTag>;
using ShiftId = Id<struct ShiftTag>;
using SiteId = Id<struct SiteTag>;
using SkillId = Id<struct SkillTag>;
using TeamId = Id<struct TeamTag>;
using UserId = Id<struct UserTag>;

/// Under which the records store keeps someone's data; the log knows only this.
using PersonId = Id<struct PersonTag>;

/// Under which the records store keeps what somebody wrote: a note, a message. Drawn by chance,
/// below 2^53 so that every reader of JSON has it whole.
using TextId = Id<struct TextTag>;

/// One party's media path. The core numbers the legs it asks for from 1; a leg that voice saw
/// first (a customer's call) carries a number from voice, always >= leg_of_voice_min.
using LegId = Id<struct LegTag>;
inline constexpr std::uint64_t leg_of_voice_min = std::uint64_t{1} << 52U;

}  // namespace relevo
