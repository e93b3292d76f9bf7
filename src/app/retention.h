// `serve --keep-log`: what is older goes, as far as snapshots and the archive stand for it.
#pragma once

#include <string>

#include "base/result.h"
#include "log/segment_log.h"

namespace relevo {

/// In which steps of time the log is dropped when so much of it is kept: a file of it lasts no
/// longer, and older snapshots are no farther apart. A day, or a hundredth of it where that is
/// more.
Duration dropped_each(Duration keep_log);

/// Drops the oldest files of the log whose events are all older than `time`, up to the newest
/// snapshot that is as old and can be read, so that every later moment can still be folded; without
/// one as old, up to the oldest there is. Never behind `archived`. Then removes the snapshots that
/// the log does not reach back to any more.
///
/// Gives the last position that was dropped now; 0 when none was. Times are the log's. Faults of
/// the log; Fault disk.
Result<Position> drop_older(SegmentLog& log, const std::string& snapshots, Time time,
                            Position archived);

}  // namespace relevo
