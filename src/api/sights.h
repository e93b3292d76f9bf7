// Every principal's sight under the operation in force, looked up once each.
#pragma once

#include <cstdint>
#include <map>
#include <memory>

#include "api/floor.h"
#include "api/policy.h"

namespace relevo {

class Sights {
 public:
  explicit Sights(const Floor& floor) : floor_(floor) {}

  /// Those who see all share one object, so that what is made for one serves all.
  std::shared_ptr<const Sight> of(const Principal& principal);

 private:
  const Floor& floor_;
  std::uint64_t version_ = 0;  // Of the operation that they are for.
  std::map<UserId, std::shared_ptr<const Sight>> of_user_;
  std::shared_ptr<const Sight> all_ = std::make_shared<const Sight>(Sight{.all = true});
  std::shared_ptr<const Sight> all_and_system_ =
      std::make_shared<const Sight>(Sight{.all = true, .system = true});
};

}  // namespace relevo
