// Goes over a segment's records to learn how far the log goes; changes nothing.
#pragma once

#include <functional>

#include "log/admission.h"
#include "log/file.h"
#include "log/frame.h"

namespace relevo::log {

/// Where the log stands behind all that was scanned so far.
struct ScanState {
  End end;
  ChainHash chain{};             // Of the last record.
  std::uint64_t used_bytes = 0;  // Of the last segment: its header and its whole records.
};

using OnRecord = std::function<void(const RecordHeader& header, std::uint64_t offset)>;

/// A Fault of kind protocol: the file is damaged at the byte, behind the last good position.
tl::unexpected<Fault> damaged(const File& file, std::uint64_t offset, Position last,
                              const std::string& what);

/// Takes `state` to the first record of the segment. Fault protocol: its header is damaged, of
/// another format version, or does not continue `state`. Fault disk.
Result<void> scan_header(const File& file, ScanState& state);

/// Takes `state` on over the whole records that follow, up to the first place where none stands,
/// and tells `on_record` each of them. Checks every byte, but not that the chain hashes are right.
/// Fault protocol: a whole record cannot follow the one before it. Fault disk.
Result<void> scan_records(const File& file, ScanState& state, const OnRecord& on_record);

/// How many bytes behind `state` are not zero, up to the last such one: a write that is not
/// finished or was cut off. Fault protocol: a whole record with a later position is among them, so
/// events in between are lost. Fault disk.
Result<std::uint64_t> scan_tail(const File& file, const ScanState& state);

}  // namespace relevo::log
