// How much room a volume has.
#pragma once

#include <sys/statvfs.h>

#include <cstdint>
#include <string>

#include "base/result.h"

namespace relevo::log {

struct Volume {
  std::uint64_t free_bytes = 0;  // For whoever runs this process.
  std::uint64_t size_bytes = 0;  // What is used and what is free: as df counts, without what the
                                 // file system keeps from whoever runs this process.
};

Volume volume(const struct statvfs& answered);

/// The one that the folder is on. Any thread. Fault disk.
Result<Volume> volume_of(const std::string& folder);

}  // namespace relevo::log
