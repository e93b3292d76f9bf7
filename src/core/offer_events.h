// Which agent is asked to take a contact, why that one, and what came of it.
//
// As events.h, which has the rest; kept for ever.
#pragma once

#include <cstdint>

#include "base/id.h"
#include "base/list.h"
#include "base/time.h"
#include "core/types.h"

namespace relevo {

struct Candidate {
  AgentId agent;
  std::int64_t score;  // Higher is better; microseconds idle or skill points, as the strategy says.
};

/// Who was considered for a contact, and why the others were not: the reasons of one decision.
/// Written just before its OfferMade.
struct RoutingDecided {
  static constexpr std::size_t candidates_max = 8;

  ContactId contact;
  QueueId queue;
  AgentId agent;  // The chosen.
  Strategy strategy;
  std::uint32_t rules_version;
  Duration waited;  // In this queue.
  Duration credit;
  std::uint32_t eligible;  // Ready members; `candidates` are the best of them.
  List<Candidate, candidates_max> candidates;
  // The rest of the agents, each counted once, by what kept them out:
  std::uint32_t not_skilled;  // No member of the queue: a required skill is missing.
  std::uint32_t offline;
  std::uint32_t on_contact;  // Reserved, dialing, talking, hold, consult.
  std::uint32_t wrapping_up;
  std::uint32_t off_phone;
  std::uint32_t on_break;
  std::uint32_t unreachable;
  std::uint32_t missed;
  std::uint32_t rang_before;  // Ready, but this contact rang there already, or they handed it over;
                              // others come first.
  std::uint32_t node_away;    // Ready, but each of their devices is at a node that is away.
  std::uint32_t retired;      // No longer in the operation; of rules before version 3 not_skilled.
};

/// A contact was put in front of one agent, who has until `expires_at` to take it.
/// The agent is reserved: no other offer names them until this one ends. The channel rings.
struct OfferMade {
  OfferId offer;
  ContactId contact;
  AgentId agent;
  QueueId queue;
  LegId leg;        // The agent's leg, to be made by the channel.
  Time expires_at;  // Exclusive: at this instant it is too late.
  Duration waited;  // In this queue.
};

/// The agent's device rings: the path to it is alive.
struct OfferRang {
  OfferId offer;
  AgentId agent;
  ContactId contact;
};

/// The agent has accepted in a page of the console: voice is to answer there, and says so. From now
/// on it has 3 s to do so, should the offer expire before.
struct OfferAnswering {
  OfferId offer;
  ContactId contact;
  AgentId agent;
};

struct OfferAccepted {
  OfferId offer;
  ContactId contact;
  AgentId agent;
  Duration rang;  // From the offer to the answer.
};

struct OfferEnded {
  OfferId offer;
  ContactId contact;
  AgentId agent;
  OfferEnd end;
  Duration rang;
  Duration rests;  // The contact, before it is offered again; zero unless offers fail and fail.
};

}  // namespace relevo
