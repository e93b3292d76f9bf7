// One file of the log: its name, how it is made, and how records are put behind each other in it.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "log/file.h"
#include "log/frame.h"

namespace relevo::log {

/// FOLDER/00000000000000000001.log for the segment that begins with position 1.
std::string segment_path(const std::string& folder, Position first);

/// The first positions of all segments in the folder, ascending. Fault disk.
Result<std::vector<Position>> list_segments(const std::string& folder);

/// Room for a segment, taken before it is needed: the file `reserve`, of so many bytes. Fault
/// limit: the disk is full. Fault disk.
Result<void> make_reserve(const std::string& folder, std::uint64_t bytes, const FileCalls& calls);

/// The segment that is being written. Writer thread only.
class Segment {
 public:
  /// Makes a new one of the reserve. It is there with its header after a power cut, or not at all.
  /// Requires make_reserve(). Fault disk.
  static Result<Segment> create(const std::string& folder, const SegmentHeader& header,
                                const FileCalls& calls);

  /// Goes on writing behind the `used_bytes` that are valid; everything behind them is zero.
  static Result<Segment> reopen(const std::string& folder, Position first, std::uint64_t used_bytes,
                                const FileCalls& calls);

  /// Puts the record at the end: durable on return. Fault limit: no room, nothing was written.
  /// Fault disk: what is on the disk is not known.
  Result<void> append(ByteView record, std::uint64_t grow_bytes);

  /// No record is added any more: the file ends with the last one and is read-only. Fault disk.
  Result<void> seal() { return file_.seal(used_bytes_); }

  Position first() const { return first_; }
  /// How much append() takes without asking the disk for room.
  std::uint64_t ready_bytes() const { return file_bytes_ - used_bytes_; }
  std::uint64_t used_bytes() const { return used_bytes_; }
  bool empty() const { return used_bytes_ == segment_header_bytes; }

 private:
  Segment(File file, Position first, std::uint64_t used_bytes, std::uint64_t file_bytes)
      : file_(std::move(file)), first_(first), used_bytes_(used_bytes), file_bytes_(file_bytes) {}

  File file_;
  Position first_;
  std::uint64_t used_bytes_;
  std::uint64_t file_bytes_;
};

}  // namespace relevo::log
