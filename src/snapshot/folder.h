// The folder of snapshots: which are there, the newest that can be used, which may go.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/logger.h"
#include "snapshot/snapshot.h"

namespace relevo::snapshot {

inline constexpr std::size_t newest_kept = 3;

/// A larger file is neither written nor read.
inline constexpr std::uint64_t file_bytes_max = std::uint64_t{1} << 30U;

/// Of the older ones, one is kept per so many events: what a start has to read when the newest are
/// of no use.
inline constexpr Position older_kept_each = 1'000'000;

/// Those of `snapshots`, ascending, that may go. Of the older ones one is also kept for each time
/// of `kept_each`, where it is given.
std::vector<Position> superfluous(const std::vector<Heading>& snapshots,
                                  std::optional<Duration> kept_each = std::nullopt);

/// FOLDER/00000000000000000001.snap for the state at position 1.
std::string path_of(const std::string& folder, Position position);

/// Ascending; none where there is no folder. Fault disk.
Result<std::vector<Position>> list(const std::string& folder);

/// Writes it under another name, syncs, renames: it is there whole or not at all. Makes the folder
/// (mode 0700) where it is missing; the file has mode 0600. Fault limit: less than `free_bytes_min`
/// would be left on the volume, or it would be larger than file_bytes_max. Fault disk.
Result<void> write(const std::string& folder, const Snapshot& snapshot, std::string_view build,
                   std::uint64_t free_bytes_min = 0);

/// Removes what is superfluous. One whose heading cannot be read counts as made with the one before
/// it. Fault disk.
Result<void> thin(const std::string& folder, std::optional<Duration> kept_each = std::nullopt);

/// Removes those that were not finished when their writer died; nobody may be writing. Fault disk.
Result<void> remove_unfinished(const std::string& folder);

/// Removes those of positions before this one. Fault disk.
Result<void> remove_before(const std::string& folder, Position position);

/// Of the one at the position. Faults of decode_heading(); Fault disk.
Result<Heading> read_heading(const std::string& folder, Position position);

/// The oldest snapshot at or behind `oldest` that can be used; one warning for each that cannot.
std::optional<Snapshot> oldest_good(const std::string& folder, Position oldest, Logger& logger);

/// The newest snapshot at or before `newest` that can be used; one warning for each that cannot.
std::optional<Snapshot> newest_good(const std::string& folder, Position newest, Logger& logger);

}  // namespace relevo::snapshot
