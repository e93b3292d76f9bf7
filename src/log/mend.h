// What the one writer does with a segment when it opens the log: checks it, and mends its end.
#pragma once

#include "base/logger.h"
#include "log/scan.h"

namespace relevo::log {

struct SegmentToMend {
  const std::string& folder;
  Position first = 0;
  bool is_last = false;
  Position known = 0;  // What somebody else knows to be in the log: no tail before it is cut.
};

/// The Fault of a log that ends before a position that a snapshot knows.
tl::unexpected<Fault> ends_before(const std::string& folder, Position last, Position known);

/// Takes `state` on over the segment's records and tells `on_record` each of them. Checks every
/// byte, but not that the chain hashes are right: SegmentFiles::verify() does.
///
/// What a write that was cut off left behind the last whole record of the last segment is zeroed,
/// durably, with a line to the logger; nobody was ever told that it is in the log.
///
/// Fault protocol, naming file, offset and the last good position: anything else is wrong. Nothing
/// has been changed then. Fault disk.
Result<void> mend_segment(const SegmentToMend& segment, ScanState& state, const OnRecord& on_record,
                          const FileCalls& calls, Logger& logger);

}  // namespace relevo::log
