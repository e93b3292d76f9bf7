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
#include "records/secrets.h"

namespace relevo {

class AccountBook {
 public:
  AccountBook(DataPaths paths, records::Secrets secrets)
      : paths_(std::move(paths)),
        secrets_(std::make_shared<const records::Secrets>(std::move(secrets))) {}

  /// Any thread.
  void set_operation(std::shared_ptr<const Operation> operation);

  /// Reads the sealed store, for when what is in it is in force: what is kept for an operation that
  /// the core may yet refuse would end registrations. Its Faults; then what was read before stays.
  /// Any thread.
  Result<void> read_secrets();

  /// Every agent that has a device secret; in the demo operation all of them. Any thread.
  link::Accounts accounts() const;

 private:
  const DataPaths paths_;
  mutable std::mutex mutex_;
  std::shared_ptr<const Operation> operation_ = std::make_shared<const Operation>();
  std::shared_ptr<const records::Secrets> secrets_;
};

}  // namespace relevo
