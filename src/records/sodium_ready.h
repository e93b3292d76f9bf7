// Every use of libsodium starts here.
#pragma once

#include <sodium.h>

#include "base/assert.h"

namespace relevo::records {

/// Cheap after the first call; any thread.
inline void sodium_ready() { RELEVO_ASSERT(::sodium_init() >= 0); }

}  // namespace relevo::records
