#include "app/past.h"

#include <limits>
#include <utility>
#include <vector>

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

}  // namespace

Result<Past> open_past(const DataPaths& paths, Logger& logger) {
  auto claim = claim_log(paths.log);
  if (!claim) return tl::unexpected<Fault>(claim.error());
  if (const auto removed = snapshot::remove_unfinished(paths.snapshots); !removed) {
    logger.warning("an unfinished snapshot stays", {{"why", removed.error().what}});
  }
  auto archive = open_archive(paths.archive, logger);
  if (!archive) return tl::unexpected<Fault>(archive.error());

  // All that knows of the log says what must be in it, also what the start does not go on from.
  std::vector<KnownPosition> known;
  const archive::Mark archived = archive->mark();
  if (archived.position != 0) {
    known.push_back({.position = archived.position, .chain = archived.chain, .by = paths.archive});
  }
  Past past;
  past.from = snapshot::newest_good(paths.snapshots, std::numeric_limits<Position>::max(), logger);
  if (past.from && past.from->position() > archived.position) {
    known.push_back(known_of(*past.from, paths));
    past.from = snapshot::newest_good(paths.snapshots, archived.position, logger);
  }
  if (past.from) known.push_back(known_of(*past.from, paths));

  auto log = SegmentLog::open({.folder = paths.log, .known = known}, std::move(*claim), logger);
  if (!log) return tl::unexpected<Fault>(log.error());
  past.log = std::move(*log);
  past.archivist =
      std::make_unique<Archivist>(ArchivistOptions{.archive = paths.archive,
                                                   .snapshots = paths.snapshots,
                                                   .log_room_bytes = 2 * reserve_bytes},
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
