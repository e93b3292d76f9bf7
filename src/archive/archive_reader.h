// Reading the archive while it is written: what GET /contacts asks.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "view/history.h"

namespace relevo::archive {

/// A connection of its own, that cannot write. One thread at a time. All Faults are of kind disk.
/// Each question costs O(log contacts + answer): there is an index for every filter.
class ArchiveReader {
 public:
  /// Requires that an Archive was opened at `path` before.
  static Result<ArchiveReader> open(const std::string& path);

  ArchiveReader(ArchiveReader&&) noexcept;
  ArchiveReader& operator=(ArchiveReader&&) noexcept;
  ~ArchiveReader();

  Result<std::optional<ContactLife>> find(ContactId id) const;

  /// As History::list: newest first, at most `count_max`.
  Result<std::vector<ContactLife>> list(const LifeFilter& filter, std::size_t count_max) const;

 private:
  class Database;
  explicit ArchiveReader(std::unique_ptr<Database> database);

  std::unique_ptr<Database> database_;
};

}  // namespace relevo::archive
