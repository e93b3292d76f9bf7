// What the one writer does with a segment when it opens the log: checks it, and mends its end.
#pragma once

#include "base/logger.h"
#include "log/scan.h"

namespace relevo::log {

struct SegmentToScan {
  const std::string& folder;
  Position first = 0;
  bool is_last = false;
};

/// What was found at the end of a segment.
struct SegmentEnd {
  std::uint64_t last_record = 0;  // Offset; that of the end when there is none.
  std::uint64_t used_bytes = 0;   // Behind the last whole record.
  std::uint64_t dirty_bytes = 0;  // Behind that: what a write that was cut off left. Last one only.
};

/// Takes `state` on over the segment's records and tells `on_record` each of them. Checks every
/// byte, but not that the chain hashes are right: SegmentFiles::verify() does. Changes nothing.
///
/// Fault protocol, naming file, offset and the last good position: anything is wrong but a write
/// that was cut off at the end of the last segment. Fault disk.
Result<SegmentEnd> scan_segment(const SegmentToScan& segment, ScanState& state,
                                const OnRecord& on_record);

/// Makes the end of the last segment what scan_segment() took it for. What a write that was cut off
/// left there is zeroed, with a line to the logger: nobody was ever told that it is in the log. The
/// last record is written once more, where it is, for whoever wrote it may have died, or been told
/// of an error, before it was synced. Durable on return. Fault disk.
Result<void> mend_end(const std::string& folder, const ScanState& state, Position segment,
                      const SegmentEnd& end, const FileCalls& calls, Logger& logger);

}  // namespace relevo::log
