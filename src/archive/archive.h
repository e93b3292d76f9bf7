// Contacts that have ended, in a SQLite file: what the history forgets.
//
// A view of the log, and no more: it may be deleted while nobody runs, and is folded again. No
// personal data: a person is a number here as in the log.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "view/history.h"

namespace relevo::archive {

inline constexpr int schema_version = 4;
inline constexpr int schema_version_min = 1;  // Brought up to date; others are folded again.

/// Up to where the archive has the log.
struct Mark {
  Position position = 0;
  std::array<std::uint8_t, 32> chain{};  // Of the log's record that ends there; see log/frame.h.

  friend bool operator==(const Mark&, const Mark&) = default;
};

/// The one writer. One thread at a time. Fault protocol: what is in the file is damaged, or no
/// archive of this version; it is to be put aside, and everything to be folded again. Fault disk:
/// anything else; nothing is wrong with the file, and it may be tried again.
class Archive {
 public:
  /// Makes the file (mode 0600) where it is missing.
  static Result<Archive> open(const std::string& path);

  /// How far the one at `path` goes; nothing when there is none. Nobody need have it open.
  static Result<std::optional<Mark>> mark_of(const std::string& path);

  /// The file and what SQLite keeps beside it, where they are there; whoever moves them takes them
  /// in this order, so that no new file finds the journal of an old one.
  static std::vector<std::string> files_of(const std::string& path);

  /// Renames its files to PATH.aside-1, or the first such number that is free; gives that name.
  /// Whoever has it open goes on with what it was.
  static Result<std::string> put_aside(const std::string& path);

  Archive(Archive&&) noexcept;
  Archive& operator=(Archive&&) noexcept;
  ~Archive();

  Mark mark() const;

  /// Adds lives that ended, and to those that it has what came late, up to `mark`; durable on
  /// return, all or nothing. A life that is there already is replaced. The mark never moves back.
  Result<void> add(const std::vector<const ContactLife*>& ended,
                   const std::map<ContactId, LateEvents>& late, const Mark& mark);

 private:
  class Database;
  explicit Archive(std::unique_ptr<Database> database);

  std::unique_ptr<Database> database_;
};

}  // namespace relevo::archive
