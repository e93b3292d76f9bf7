#include "app/retention.h"

#include <algorithm>

#include "snapshot/folder.h"

namespace relevo {

namespace {

/// The snapshot that stands for all before it; 0 when there is none.
Result<Position> stands_for(const std::string& snapshots, Time time) {
  const auto positions = snapshot::list(snapshots);
  if (!positions) return tl::unexpected<Fault>(positions.error());
  Position found = positions->empty() ? 0 : positions->front();
  for (const Position position : *positions) {
    const auto heading = snapshot::read_heading(snapshots, position);
    if (heading && heading->at < time) found = position;
  }
  return found;
}

}  // namespace

Duration dropped_each(Duration keep_log) {
  return std::max(hours(24), Duration{keep_log.us / 100});
}

Result<Position> drop_older(SegmentLog& log, const std::string& snapshots, Time time,
                            Position archived) {
  const auto stands = stands_for(snapshots, time);
  if (!stands) return tl::unexpected<Fault>(stands.error());
  auto last = log.droppable(time, std::min(*stands, archived));
  if (!last || *last == 0) return last;
  // Only now, for it costs a look at all of it: is it good, or one before it?
  NoLogger quiet;
  const auto good = snapshot::newest_good(snapshots, *stands, quiet);
  if (!good) return 0;
  last = log.droppable(time, std::min(good->position(), archived));
  if (!last || *last == 0) return last;
  auto done = log.drop_before(*last + 1);
  if (done) done = snapshot::remove_before(snapshots, *last);
  if (!done) return tl::unexpected<Fault>(done.error());
  return last;
}

}  // namespace relevo
