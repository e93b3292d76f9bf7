// What stands in a file behind the last whole record: zeros, a torn write, or lost events.
#pragma once

#include <optional>

#include "log/file.h"
#include "log/frame.h"

namespace relevo::log {

struct Tail {
  std::uint64_t dirty_bytes = 0;              // Up to the last byte that is not zero.
  std::optional<std::uint64_t> later_record;  // Offset of a whole record with a later position.
};

/// Reads the file from `offset` to its end. Fault disk.
Result<Tail> look_behind(const File& file, std::uint64_t offset, Position last);

/// Writes zeros over `bytes` bytes from `offset` on: durable on return. Fault disk.
Result<void> zero(File& file, std::uint64_t offset, std::uint64_t bytes);

}  // namespace relevo::log
