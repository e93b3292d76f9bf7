#include "api/sights.h"

namespace relevo {

std::shared_ptr<const Sight> Sights::of(const Principal& principal) {
  if (version_ != floor_.operation().version) of_user_.clear();
  version_ = floor_.operation().version;
  auto& kept = of_user_[principal.user];
  if (kept == nullptr) {
    Sight sight = sight_of(floor_.operation(), principal);
    if (sight.all) {
      kept = sight.system ? all_and_system_ : all_;
    } else {
      kept = std::make_shared<const Sight>(std::move(sight));
    }
  }
  return kept;
}

}  // namespace relevo
