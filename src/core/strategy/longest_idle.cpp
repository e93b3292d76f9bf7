// Whoever has been free for the longest: fair, and the default.
#include "core/strategy/strategy.h"

namespace relevo {

const StrategyRule longest_idle{
    .strategy = Strategy::longest_idle,
    .rank = [](const Membership& /*member*/) -> std::int64_t { return 0; },
    .score = [](const ReadyKey& key, Time at) -> std::int64_t { return (at - key.idle_since).us; },
};

}  // namespace relevo
