// Which segments are full and what they must be: the file `sealed` of the log's folder.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "log/file.h"
#include "log/frame.h"

namespace relevo::log {

/// What a run of records is known by. As a line: a sealed segment, or all that was dropped.
struct Sealed {
  Position first = 0;
  Position last = 0;
  std::uint64_t epoch = 0;  // Of the last record.
  std::uint64_t bytes = 0;  // Of the file; 0 in what was dropped.
  ChainHash chain{};        // Of the last record.

  bool operator==(const Sealed&) const = default;
};

/// The list only grows: a segment that is sealed is a line, and so is that the oldest were dropped.
/// Byte by byte in format.md.
class SealedList {
 public:
  static constexpr std::size_t line_bytes = 80;
  static constexpr std::size_t file_bytes_max = std::size_t{64} << 20U;  // 800,000 lines.

  /// The list of the folder; an empty one when there is none. A last line that is torn is left out.
  /// Fault protocol: it is damaged, and says which line. Fault disk.
  static Result<SealedList> read(const std::string& folder);

  /// A new list in place of any that is there; a line of 0 bytes is what was dropped.
  static Result<SealedList> make(const std::string& folder, const std::vector<Sealed>& lines,
                                 const FileCalls& calls);

  bool exists() const { return file_bytes_ > 0; }
  /// Whether add() may be called.
  bool has_room() const { return used_bytes_ + line_bytes <= file_bytes_; }
  /// The kept ones, each continuing the one before.
  const std::vector<Sealed>& segments() const { return segments_; }
  /// What was dropped, from the first position of all; last = 0 when nothing was.
  const Sealed& dropped() const { return dropped_; }
  /// The last of all that is listed.
  const Sealed& end() const { return segments_.empty() ? dropped_ : segments_.back(); }

  /// Writes the last line once more, durably: whoever wrote it may have died before it was synced,
  /// and from here on the log relies on it. Writer only. Fault disk.
  Result<void> settle(const FileCalls& calls) const;

  /// Whether every sealed segment is there with its header and its length. Fault protocol names the
  /// one that is not; Fault disk.
  Result<void> check_files() const;

  /// Takes care that so many lines more have room in the file, and that there is a file. Fault
  /// limit: the disk is full; Fault disk.
  Result<void> make_room(std::size_t lines, const FileCalls& calls);

  /// Durable on return. Requires has_room(). Fault disk: what is in the file is not known.
  Result<void> add(const Sealed& segment, const FileCalls& calls);

  /// Drops the segments that end before the position; gives them. Durable on return; the files are
  /// the caller's to remove. Faults limit and disk.
  Result<std::vector<Sealed>> drop_before(Position position, const FileCalls& calls);

 private:
  explicit SealedList(std::string folder) : folder_(std::move(folder)) {}

  std::string path() const { return folder_ + "/sealed"; }
  tl::unexpected<Fault> damaged() const;
  Result<void> take_line(ByteView line);
  Result<void> put_line(bool dropped, const Sealed& line, const FileCalls& calls);

  std::string folder_;
  std::vector<Sealed> segments_;
  Sealed dropped_;
  std::uint64_t used_bytes_ = 0;
  std::uint64_t file_bytes_ = 0;
};

/// The Fault of a list that ends with the position though more than one segment follows.
tl::unexpected<Fault> list_too_short(const std::string& folder, Position listed);

/// Appends one line.
void put_sealed(Bytes& out, bool dropped, const Sealed& line);

}  // namespace relevo::log
