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

struct OpenedLog {
  std::unique_ptr<SegmentLog> log;
  std::optional<snapshot::Snapshot> from;  // None: everything is folded from the log.
};

/// Opens the log behind the newest good snapshot at or before what the archive has, so that no
/// ended contact is in neither. An archive of another log is begun anew, with a warning.
///
/// Fault protocol: the log is damaged, or is not the one the snapshot was made of: it ends earlier
/// or has another chain hash there. Faults of the log and the archive.
Result<OpenedLog> open_log(const DataPaths& paths, Archivist& archivist, Logger& logger);

/// Brings engine and archivist to the log's end, reading what is behind the snapshot once.
Result<void> replay(std::optional<snapshot::Snapshot> from, EngineThread& engine,
                    Archivist& archivist);

}  // namespace relevo
