#include "api/past_floor.h"

#include <limits>
#include <optional>

#include "api/log_begin.h"
#include "api/rfc3339.h"
#include "snapshot/folder.h"

namespace relevo {

namespace {

constexpr std::size_t events_at_once = 4'096;

/// The last one that the batch sets, if it sets any.
std::optional<Duration> wall_offset_of(const Batch& batch) {
  std::optional<Duration> offset;
  for (const Event& event : batch.events) {
    if (const auto* set = std::get_if<WallClockSet>(&event)) offset = set->offset;
  }
  return offset;
}

}  // namespace

void PastEngine::post(Request /*request*/, std::function<void(const Answer&)> done) {
  done({.overloaded = true});
}

bool PastEngine::inspect(StateTold /*done*/) { return false; }

/// Where the fold ends.
class PastFloor::Until {
 public:
  static Until wall(Time time) { return Until{time, std::nullopt}; }
  static Until position(Position position) { return Until{std::nullopt, position}; }

  /// Whether the event comes after the end, when the wall clock was so far from the log's.
  bool is_before(Position position, Time at, Duration wall_offset) const {
    if (position_) return position > *position_;
    return at + wall_offset > *wall_;
  }

  /// The events of the batch that come before the end.
  Batch part_of(const Batch& batch, Duration wall_offset) const {
    Batch part{.first = batch.first, .at = batch.at, .events = {}, .document = batch.document};
    for (const Event& event : batch.events) {
      if (is_before(batch.first + part.events.size(), batch.at, wall_offset)) break;
      part.events.push_back(event);
    }
    return part;
  }

  /// The log's time at the end; `last` is that of the last event.
  Time log_time(Time last, Duration wall_offset) const {
    return wall_ ? std::max(last, *wall_ - wall_offset) : last;
  }

  /// The newest snapshot that is not behind the end.
  std::optional<snapshot::Snapshot> newest_of(const std::string& folder) const {
    NoLogger quiet;  // One that is damaged costs time here and nothing else.
    Position newest = position_.value_or(std::numeric_limits<Position>::max());
    while (auto found = snapshot::newest_good(folder, newest, quiet)) {
      const State& state = found->state;
      if (!is_before(state.position, state.at, state.wall_offset)) return found;
      newest = state.position - 1;
    }
    return std::nullopt;
  }

  std::string text() const {
    return position_ ? "position " + std::to_string(*position_) : rfc3339(*wall_);
  }

 private:
  Until(std::optional<Time> wall, std::optional<Position> position)
      : wall_(wall), position_(position) {}

  std::optional<Time> wall_;
  std::optional<Position> position_;
};

Result<std::unique_ptr<PastFloor>> PastFloor::at(const Source& source, Time wall) {
  return fold(source, Until::wall(wall));
}

Result<std::unique_ptr<PastFloor>> PastFloor::at(const Source& source, Position position) {
  if (position == 0 || position > source.log.last()) {
    return fault(Fault::Kind::input, "position " + std::to_string(position) +
                                         " is not there: the log goes from " +
                                         std::to_string(source.log.dropped() + 1) + " to " +
                                         std::to_string(source.log.last()));
  }
  return fold(source, Until::position(position));
}

Result<std::unique_ptr<PastFloor>> PastFloor::fold(const Source& source, const Until& until) {
  std::optional<snapshot::Snapshot> from = until.newest_of(source.snapshots);
  const bool from_snapshot = from.has_value();
  if (!from) from.emplace();
  const auto dropped = [&] {
    return fault(Fault::Kind::input,
                 until.text() + ": " + from_where_it_can_be_folded(source.log, source.snapshots));
  };
  if (from->position() < source.log.dropped()) return dropped();
  Time last = from->state.at;
  Duration wall_offset = from->state.wall_offset;
  Position folded = from->position();
  auto past = std::make_unique<PastFloor>(std::move(from->views));
  for (bool over = false; !over && folded < source.log.last();) {
    const auto batches = source.log.read(folded, events_at_once);
    if (!batches && folded < source.log.dropped()) return dropped();
    if (!batches) return tl::unexpected<Fault>(batches.error());
    for (const Batch& batch : *batches) {
      // The first batch of a log says how the wall clock stands, before anybody could be asked.
      wall_offset = wall_offset_of(batch).value_or(wall_offset);
      const Batch part = until.part_of(batch, wall_offset);
      over = part.events.size() < batch.events.size();
      if (!part.events.empty()) {
        folded = part.last();
        last = part.at;
        past->floor_.apply(part);
      }
      if (over) break;
    }
    past->floor_.forget(folded);  // Nobody asks this floor for lives that are over.
  }
  if (folded == 0 && !from_snapshot) {
    return fault(Fault::Kind::input, "nothing had happened by " + until.text());
  }
  past->floor_.take_changes();
  past->engine_.stand_at(until.log_time(last, wall_offset), wall_offset);
  return past;
}

}  // namespace relevo
