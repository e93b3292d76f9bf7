// Contacts' lives for the API: those in memory first, then those in the archive.
#pragma once

#include <optional>
#include <vector>

#include "archive/archive_reader.h"
#include "base/result.h"
#include "view/history.h"

namespace relevo {

/// One thread at a time. Faults are the archive's.
class Lives {
 public:
  /// Refers to the history, which may forget what the archive has. Without an archive the history
  /// is all there is.
  Lives(const History& history, std::optional<archive::ArchiveReader> archive)
      : history_(history), archive_(std::move(archive)) {}

  /// Nullptr when there never was such a contact. The pointer stays until the next call or fold.
  Result<const ContactLife*> find(ContactId id) const;

  /// The archive has more than before, and the history may know less.
  void archive_moved_on() { archived_.reset(); }

  /// As History::list.
  Result<std::vector<ContactLife>> list(const LifeFilter& filter, std::size_t count_max) const;

 private:
  const History& history_;
  std::optional<archive::ArchiveReader> archive_;

  // Of the archive, without what came late: many viewers ask for one contact in a row.
  mutable std::optional<ContactLife> archived_;
  mutable std::optional<ContactLife> found_;
};

}  // namespace relevo
