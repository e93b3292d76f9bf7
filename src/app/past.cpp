#include "app/past.h"

#include "snapshot/folder.h"

namespace relevo {

namespace {

/// Whether the log's record that ends at this position is the one it was.
bool is_of(const SegmentLog& log, Position position, const log::ChainHash& chain) {
  if (position > log.last()) return false;
  const auto known = log.chain_at(position);
  return known && *known == chain;
}

}  // namespace

Result<OpenedLog> open_log(const DataPaths& paths, Archivist& archivist, Logger& logger) {
  const archive::Mark archived = archivist.archived();
  OpenedLog opened{.from = snapshot::newest_good(paths.snapshots, archived.position, logger)};
  std::vector<KnownPosition> known;
  if (opened.from) {
    const Position position = opened.from->position();
    known.push_back({.position = position,
                     .chain = opened.from->chain,
                     .by = snapshot::path_of(paths.snapshots, position)});
  }
  auto log = SegmentLog::open({.folder = paths.log, .known = known}, logger);
  if (!log) return tl::unexpected<Fault>(log.error());
  opened.log = std::move(*log);
  if (archived.position != 0 && !is_of(*opened.log, archived.position, archived.chain)) {
    logger.warning("archive begun anew: it is of another log",
                   {{"archive", paths.archive}, {"position", archived.position}});
    if (auto begun = archivist.forget_archive(); !begun) {
      return tl::unexpected<Fault>(begun.error());
    }
    opened.from.reset();
  }
  return opened;
}

Result<void> replay(std::optional<snapshot::Snapshot> from, EngineThread& engine,
                    Archivist& archivist) {
  if (from) {
    archivist.restore(*from);
    engine.restore(std::move(from->state));
  }
  return engine.replay(
      {.publish = [&](const std::shared_ptr<const Batch>& batch) { archivist.fold(*batch); },
       .act = [](const Batch&, const std::vector<Believed>&) {}});
}

}  // namespace relevo
