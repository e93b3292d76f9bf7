#include "app/past.h"

#include <limits>
#include <utility>
#include <vector>

#include "app/retention.h"
#include "engine/room.h"
#include "snapshot/folder.h"

namespace relevo {

namespace {

Result<archive::Archive> open_archive(const std::string& path, Logger& logger) {
  auto opened = archive::Archive::open(path);
  if (opened || opened.error().kind != Fault::Kind::protocol) return opened;
  const auto aside = archive::Archive::put_aside(path);
  if (!aside) return tl::unexpected<Fault>(aside.error());
  logger.warning("the archive is begun anew from the log",
                 {{"why", opened.error().what}, {"moved_to", *aside}});
  return archive::Archive::open(path);
}

KnownPosition known_of(const snapshot::Snapshot& snapshot, const DataPaths& paths) {
  return {.position = snapshot.position(),
          .chain = snapshot.chain,
          .by = snapshot::path_of(paths.snapshots, snapshot.position())};
}

/// Of those that the log reaches back to; nothing: everything is folded. Adds the newest to
/// `known`.
Result<std::optional<snapshot::Snapshot>> snapshot_to_start_from(const DataPaths& paths,
                                                                 Position dropped,
                                                                 Position archived,
                                                                 std::vector<KnownPosition>& known,
                                                                 Logger& logger) {
  auto from = snapshot::newest_good(paths.snapshots, std::numeric_limits<Position>::max(), logger);
  if (from && from->position() > archived) {
    if (from->position() >= dropped) known.push_back(known_of(*from, paths));
    from = snapshot::newest_good(paths.snapshots, archived, logger);
  }
  if (from && from->position() >= dropped) return from;
  if (dropped == 0) return std::nullopt;
  from = snapshot::oldest_good(paths.snapshots, dropped, logger);
  if (!from) {
    return fault(Fault::Kind::protocol,
                 "log: the events of " + paths.log + " up to position " + std::to_string(dropped) +
                     " were dropped, and no snapshot in " + paths.snapshots +
                     " can be read that stands for them; get the data folder back from a backup");
  }
  logger.warning("contacts that ended between two positions are not in the archive",
                 {{"after", archived}, {"up_to", from->position()}});
  return from;
}

}  // namespace

Result<Past> open_past(const DataPaths& paths, const PastOptions& options, Logger& logger) {
  auto claim = claim_log(paths.log);
  if (!claim) return tl::unexpected<Fault>(claim.error());
  if (const auto removed = snapshot::remove_unfinished(paths.snapshots); !removed) {
    logger.warning("an unfinished snapshot stays", {{"why", removed.error().what}});
  }
  auto archive = open_archive(paths.archive, logger);
  if (!archive) return tl::unexpected<Fault>(archive.error());

  // All that knows of the log says what must be in it, also what the start does not go on from.
  SegmentLogOptions log_options{.folder = paths.log};
  if (options.log_file_bytes != 0) log_options.segment_bytes_max = options.log_file_bytes;
  if (options.keep_log) log_options.segment_lasts = dropped_each(*options.keep_log);
  std::vector<KnownPosition>& known = log_options.known;
  const archive::Mark archived = archive->mark();
  if (archived.position != 0 && archived.position >= claim->dropped) {
    known.push_back({.position = archived.position, .chain = archived.chain, .by = paths.archive});
  }
  auto from = snapshot_to_start_from(paths, claim->dropped, archived.position, known, logger);
  if (!from) return tl::unexpected<Fault>(from.error());
  Past past{.log = {}, .archivist = {}, .from = std::move(*from)};
  if (past.from) known.push_back(known_of(*past.from, paths));

  auto log = SegmentLog::open(log_options, std::move(*claim), logger);
  if (!log) return tl::unexpected<Fault>(log.error());
  past.log = std::move(*log);
  past.archivist = std::make_unique<Archivist>(ArchivistOptions{.archive = paths.archive,
                                                                .snapshots = paths.snapshots,
                                                                .log_room_bytes = 2 * reserve_bytes,
                                                                .keep_log = options.keep_log},
                                               std::move(*archive), *past.log, logger);
  return past;
}

Result<void> replay(Past& past, EngineThread& engine) {
  Archivist& archivist = *past.archivist;
  if (past.from) {
    archivist.restore(*past.from);
    engine.restore(std::move(past.from->state));
    past.from.reset();
  }
  return engine.replay(
      {.publish = [&](const std::shared_ptr<const Batch>& batch) { archivist.fold(*batch); },
       .act = [](const Batch&, const std::vector<Believed>&) {}});
}

}  // namespace relevo
