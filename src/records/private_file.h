// Small files that only their owner may read, written as a whole or not at all.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <optional>
#include <string>

#include "base/bytes.h"
#include "base/result.h"
#include "records/secret.h"

namespace relevo::records {

struct PrivateFile {
  Secret content;
  mode_t mode = 0;  // The permission bits only.
};

/// The file at `path`; nothing when there is none. Fault disk; Fault limit: over `bytes_max`.
Result<std::optional<PrivateFile>> read_private(const std::string& path, std::size_t bytes_max);

/// Puts a file in the place of the one at `path`. After a power cut there is either the old one or
/// the new one. Uses PATH.new beside it. Fault disk; the old file is then untouched.
Result<void> replace_private(const std::string& path, ByteView content, mode_t mode);

}  // namespace relevo::records
