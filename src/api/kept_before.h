// The names and secrets as they were before an operation's own were kept: to put them back.
#pragma once

#include <vector>

#include "base/result.h"
#include "operation/operation_file.h"
#include "records/records.h"
#include "records/secrets.h"

namespace relevo {

/// What keep_apart is about to replace. Blocks; faults of the two stores.
class KeptBefore {
 public:
  static Result<KeptBefore> of(const ReadOperation& read, records::Records& store,
                               const records::Secrets& secrets);

  /// On disk when it returns. Again and again is no error.
  Result<void> put_back(records::Records& store, records::Secrets& secrets) const;

 private:
  std::vector<records::NamedCode> agents_;
  std::vector<records::NamedCode> users_;
  std::vector<records::SecretChange> secrets_;
};

}  // namespace relevo
