// The list of strategies.
#include "core/strategy/strategy.h"

namespace relevo {

const StrategyRule& rule_of(Strategy strategy) {
  switch (strategy) {
    case Strategy::longest_idle:
      return longest_idle;
    case Strategy::skill_fit:
      return skill_fit;
  }
  return longest_idle;  // A number that a newer version wrote: the default.
}

}  // namespace relevo
