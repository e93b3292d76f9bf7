// What a start makes of the data folder: the log, and everything that lives in memory at its end.
#pragma once

#include <memory>
#include <optional>

#include "app/archivist.h"
#include "app/engine_thread.h"
#include "app/paths.h"
#include "base/logger.h"
#include "log/segment_log.h"
#include "snapshot/snapshot.h"

namespace relevo {

struct PastOptions {
  std::optional<Duration> keep_log;  // Older events are dropped; none: all are kept.
  std::uint64_t log_file_bytes = 0;  // Of one file of the log; 0: as the log does by itself.
};

struct Past {
  std::unique_ptr<SegmentLog> log;
  std::unique_ptr<Archivist> archivist;
  std::optional<snapshot::Snapshot> from;  // None: everything is folded from the log.
};

/// Takes the log, then opens it behind the newest good snapshot at or before what the archive has,
/// so that no ended contact is in neither. Where old events were dropped and the archive does not
/// reach what is left, it is the oldest good snapshot, with a warning. An archive that is damaged
/// or of another version is put aside and begun anew, with a warning; one that cannot be opened
/// just now is a Fault.
///
/// Fault protocol: the log is damaged; or it is not the one that the archive or the newest snapshot
/// was made of: it ends earlier or has another chain hash there; or old events were dropped and no
/// snapshot can be read. Fault fenced: another process
/// writes there. Fault disk.
Result<Past> open_past(const DataPaths& paths, const PastOptions& options, Logger& logger);

/// Brings engine and archivist to the log's end, reading what is behind the snapshot once.
Result<void> replay(Past& past, EngineThread& engine);

}  // namespace relevo
