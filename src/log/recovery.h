// Opening a log to write: is everything there that must be, and where does it go on?
#pragma once

#include <string>
#include <vector>

#include "base/logger.h"
#include "log/scan.h"
#include "log/sealed_list.h"
#include "log/segment_files.h"

namespace relevo {

/// What a snapshot or the archive knows to be in the log: the record that ends with the position.
struct KnownPosition {
  Position position = 0;
  log::ChainHash chain{};  // SegmentLog::chain_at() when it was made.
  std::string by;          // The file that knows it, for people.
};

namespace log {

struct RecoveryOptions {
  std::string folder;
  std::vector<KnownPosition> known;  // Each from 1 on, and not before what was dropped.
  FileCalls calls = {};
};

struct Recovered {
  SealedList list;
  ScanState state;
  Position segment = 0;  // The last one, which is written on; 0 = there is none.
};

/// Checks the files of the folder, whose writer the caller must be, then mends the last one, and
/// tells `files` of each record from the segment of the lowest known position on. Nothing is
/// published.
///
/// Fault protocol: damage, or the log ends before a known position, or it is another log than the
/// one that the position is of; nothing has been changed. Fault disk.
Result<Recovered> recover(const RecoveryOptions& options, SegmentFiles& files, Logger& logger);

}  // namespace log

}  // namespace relevo
