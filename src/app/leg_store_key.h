// The key that the leg store is sealed with.
#pragma once

#include <string>

#include "base/result.h"
#include "voice/leg_store.h"

namespace relevo {

/// Made at the first start, mode 0400: who reads the leg store reads live calls' keys. Fault disk.
Result<voice::LegStore::Key> leg_store_key(const std::string& path);

}  // namespace relevo
