// What every log refuses before it keeps anything.
#pragma once

#include "base/result.h"
#include "core/record.h"

namespace relevo::log {

/// How far a log has come.
struct End {
  Position last = 0;
  std::uint64_t epoch = 0;  // Of the last batch.
};

/// Stops on a batch that the engine may never give (see Log::append). Fault fenced: a newer start
/// of the core has written already; fault limit: the document is too large.
Result<void> admit(const Batch& batch, std::uint64_t epoch, const End& end);

}  // namespace relevo::log
