// Contacts that have ended, in a SQLite file: what the history forgets.
//
// A view of the log, and no more: it may be deleted while nobody runs, and is folded again. No
// personal data: a person is a number here as in the log.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "view/history.h"

namespace relevo::archive {

/// Up to where the archive has the log.
struct Mark {
  Position position = 0;
  std::array<std::uint8_t, 32> chain{};  // Of the log's record that ends there; see log/frame.h.

  friend bool operator==(const Mark&, const Mark&) = default;
};

/// The one writer. One thread at a time. All Faults are of kind disk.
class Archive {
 public:
  /// Makes the file (mode 0600) where it is missing. Fault also when it is no archive of this
  /// version or damaged: it is to be removed then, and everything to be folded again.
  static Result<Archive> open(const std::string& path);

  /// Removes it and what SQLite keeps beside it; nobody may have it open. Fault disk.
  static Result<void> remove(const std::string& path);

  Archive(Archive&&) noexcept;
  Archive& operator=(Archive&&) noexcept;
  ~Archive();

  Mark mark() const;

  /// Adds lives that ended, and to those that it has what came late; durable on return. A life
  /// that is there already is replaced. The mark moves on only when `mark` is beyond it.
  Result<void> add(const std::vector<const ContactLife*>& ended,
                   const std::map<ContactId, LateEvents>& late, const Mark& mark);

 private:
  class Database;
  explicit Archive(std::unique_ptr<Database> database);

  std::unique_ptr<Database> database_;
};

}  // namespace relevo::archive
