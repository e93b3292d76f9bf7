// Sees to it that only one process writes into a log's folder.
#pragma once

#include <string>

#include "base/result.h"

namespace relevo::log {

/// Held until destroyed or until the process ends, however it ends.
class WriterLock {
 public:
  /// Fault fenced, with the process id of the other: somebody holds it. Fault disk.
  static Result<WriterLock> take(const std::string& folder);

  WriterLock(WriterLock&& other) noexcept;
  WriterLock& operator=(WriterLock&&) = delete;
  WriterLock(const WriterLock&) = delete;
  WriterLock& operator=(const WriterLock&) = delete;
  ~WriterLock();

 private:
  explicit WriterLock(int descriptor) : descriptor_(descriptor) {}

  int descriptor_;
};

}  // namespace relevo::log
