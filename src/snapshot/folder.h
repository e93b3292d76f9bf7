// The folder of snapshots: which are there, the newest that can be used, which may go.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/logger.h"
#include "snapshot/snapshot.h"

namespace relevo::snapshot {

inline constexpr std::size_t newest_kept = 3;

/// Of the older ones, one is kept per so many events: what a start has to read when the newest are
/// of no use.
inline constexpr Position older_kept_each = 1'000'000;

/// Those of `positions`, ascending, that may go.
std::vector<Position> superfluous(const std::vector<Position>& positions);

/// FOLDER/00000000000000000001.snap for the state at position 1.
std::string path_of(const std::string& folder, Position position);

/// Ascending; none where there is no folder. Fault disk.
Result<std::vector<Position>> list(const std::string& folder);

/// Writes it under another name, syncs, renames: it is there whole or not at all. Makes the folder
/// (mode 0700) where it is missing; the file has mode 0600. Fault disk.
Result<void> write(const std::string& folder, const Snapshot& snapshot, std::string_view build);

/// Removes what is superfluous. Fault disk.
Result<void> thin(const std::string& folder);

/// The newest snapshot at or before `newest` that can be used; one warning for each that cannot.
std::optional<Snapshot> newest_good(const std::string& folder, Position newest, Logger& logger);

}  // namespace relevo::snapshot
