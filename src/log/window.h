// A part of a file in memory that moves along as it is read.
#pragma once

#include "log/file.h"

namespace relevo::log {

/// One thread.
class Window {
 public:
  /// Reads at least `ahead_bytes` at a time. The file must outlive the window.
  Window(const File& file, std::size_t ahead_bytes) : file_(&file), ahead_bytes_(ahead_bytes) {}

  /// The file's bytes from `offset` on: `size` of them, fewer only at its end. Valid until the next
  /// call. Fault disk.
  Result<ByteView> bytes(std::uint64_t offset, std::size_t size);

 private:
  const File* file_;
  std::size_t ahead_bytes_;
  Bytes held_;
  std::uint64_t held_from_ = 0;
};

}  // namespace relevo::log
