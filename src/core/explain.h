// Why a contact went to whom: one routing decision with every agent of the operation in it.
//
// For whoever asks, at leisure: it looks at everybody. The decision itself is made by the same code
// as live. Data only; words are made by whoever shows it.
#pragma once

#include <vector>

#include "core/state.h"

namespace relevo {

/// What kept an agent out of a decision.
enum class KeptOut : std::uint8_t {
  none = 0,         // Nothing: a candidate.
  rang_before = 1,  // Ready, but the contact rang there already, and others were free.
  node_away = 2,    // Ready, but no phone of theirs can ring: its node is away.
  state = 3,        // Not ready.
  not_skilled = 4,  // A required skill is missing or its level too low.
  retired = 5,
};

/// What made the first candidate better than the second.
enum class DecidedBy : std::uint8_t {
  nobody = 0,    // There was no candidate.
  only_one = 1,  // There was no other.
  score = 2,
  idle = 3,  // Equal scores: free for longer.
  id = 4,    // Equal in all: the lower id.
};

struct AgentExplained {
  AgentId agent;
  KeptOut kept_out = KeptOut::none;
  AgentState state = AgentState::offline;
  std::int64_t score = 0;  // Of members; as in Candidate.
  Duration idle;           // Of members: since their last contact or absence; zero if not free.
  SkillId missing;         // When not_skilled: the first skill that is, with both levels.
  std::uint8_t level = 0;
  std::uint8_t level_wanted = 0;

  // What would have made a member the chosen one, all else being equal. Zero for the chosen.
  std::int64_t points_short = 0;  // So many skill points more, where the strategy counts them.
  Duration idle_short;            // So much longer idle, among those who are equal in points.
  bool chosen_if_free = false;    // Kept out by state, node or ring: without that, first at once.
};

struct Explanation {
  bool waits = false;  // False: not in this queue's line, or its node was away, or it rested.
  ContactId contact;
  QueueId queue;
  Strategy strategy = Strategy::longest_idle;
  Duration waited;
  Duration credit;
  AgentId chosen;     // None when nobody was free.
  AgentId runner_up;  // None without a second candidate.
  DecidedBy decided_by = DecidedBy::nobody;
  std::vector<AgentExplained> agents;  // The candidates best first, then the others by id.
};

/// The decision about `contact` in `queue` at `at`, on the state before it: the first candidates
/// are those of the RoutingDecided that follows there, if rules_version is the same.
Explanation explain_decision(const State& before, ContactId contact, QueueId queue, Time at);

}  // namespace relevo
