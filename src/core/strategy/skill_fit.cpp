// Whoever is best at what the queue asks for; among equals, whoever has been free for the longest.
#include "core/strategy/strategy.h"

namespace relevo {

const StrategyRule skill_fit{
    .strategy = Strategy::skill_fit,
    .rank = [](const Membership& member) -> std::int64_t { return -member.points; },
    .score = [](const ReadyKey& key, Time /*at*/) -> std::int64_t { return -key.rank; },
};

}  // namespace relevo
