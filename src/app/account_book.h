// Which devices may register and which addresses may call, as the operation and the secrets say.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "app/paths.h"
#include "base/result.h"
#include "core/operation.h"
#include "link/messages.h"

namespace relevo {

class AccountBook {
 public:
  explicit AccountBook(DataPaths paths) : paths_(std::move(paths)) {}

  /// Any thread.
  void set_operation(std::shared_ptr<const Operation> operation);

  /// Every agent that has a device secret; in the demo operation all of them. Reads the sealed
  /// store anew; its Faults. Any thread.
  Result<link::Accounts> accounts() const;

 private:
  const DataPaths paths_;
  mutable std::mutex mutex_;
  std::shared_ptr<const Operation> operation_ = std::make_shared<const Operation>();
};

}  // namespace relevo
