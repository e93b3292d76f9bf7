// Walks through a segment when the log is opened: is everything there, and where does it end?
#pragma once

#include <functional>

#include "base/logger.h"
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

struct SegmentToScan {
  const std::string& folder;
  Position first = 0;
  bool is_last = false;
};

/// Takes `state` on over the segment's records and tells `on_record` each of them. Checks every
/// byte, but not that the chain hashes are right: SegmentLog::verify() does.
///
/// What a write that was cut off left behind the last whole record of the last segment is zeroed,
/// durably, with a line to the logger; nobody was ever told that it is in the log.
///
/// Fault protocol, naming file, offset and the last good position: anything else is wrong. Nothing
/// has been changed then. Fault disk.
Result<void> scan_segment(const SegmentToScan& segment, ScanState& state, const OnRecord& on_record,
                          const FileCalls& calls, Logger& logger);

}  // namespace relevo::log
