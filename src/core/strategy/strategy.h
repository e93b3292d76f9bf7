// Who is best for a contact: what a queue's strategy orders its ready agents by.
//
// A strategy gives each member of a queue a rank that stands while they are ready, so that the
// best is always the first of an ordered set and a decision never looks at everybody.
#pragma once

#include <cstdint>

#include "core/state.h"

namespace relevo {

struct StrategyRule {
  Strategy strategy;

  /// Lower is better; equal ranks are ordered by idle time, then by id.
  std::int64_t (*rank)(const Membership& member);

  /// What the decision shows as the agent's score; higher is better. Of the key alone: a decision
  /// looks at nothing else of those whom it does not choose.
  std::int64_t (*score)(const ReadyKey& key, Time at);
};

/// The rule of a strategy. all.cpp is the one place where a new one is named.
const StrategyRule& rule_of(Strategy strategy);

extern const StrategyRule longest_idle;
extern const StrategyRule skill_fit;

}  // namespace relevo
