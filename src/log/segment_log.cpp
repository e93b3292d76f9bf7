#include "log/segment_log.h"

#include <sodium.h>
#include <sys/stat.h>

#include <cerrno>
#include <utility>

#include "log/batch_codec.h"
#include "log/frame.h"

namespace relevo {

namespace {

constexpr mode_t folder_mode = 0700;
constexpr std::size_t lines_ahead = 2;  // One to seal the next segment, one to drop old ones.

Result<void> make_folder(const std::string& folder, const log::FileCalls& calls) {
  if (::mkdir(folder.c_str(), folder_mode) != 0 && errno != EEXIST) {
    return log::disk_fault("making the folder", folder);
  }
  // Also of one that is there: whoever made it may have died before this.
  return log::sync_folder(folder + "/..", calls);
}

bool is_limit(const Result<void>& result) {
  return !result && result.error().kind == Fault::Kind::limit;
}

}  // namespace

Result<LogClaim> claim_log(const std::string& folder, const log::FileCalls& calls) {
  const auto made = make_folder(folder, calls);
  if (!made) return tl::unexpected<Fault>(made.error());
  auto lock = log::WriterLock::take(folder);
  if (!lock) return tl::unexpected<Fault>(lock.error());
  const auto list = log::SealedList::read(folder);
  if (!list) return tl::unexpected<Fault>(list.error());
  return LogClaim{.lock = std::move(*lock), .dropped = list->dropped().last};
}

Result<std::unique_ptr<SegmentLog>> SegmentLog::open(const SegmentLogOptions& options,
                                                     Logger& logger) {
  auto claim = claim_log(options.folder, options.calls);
  if (!claim) return tl::unexpected<Fault>(claim.error());
  return open(options, std::move(*claim), logger);
}

Result<std::unique_ptr<SegmentLog>> SegmentLog::open(const SegmentLogOptions& options,
                                                     LogClaim claim, Logger& logger) {
  if (::sodium_init() < 0) {
    return fault(Fault::Kind::disk, "log: libsodium found no source of randomness to start with");
  }
  std::unique_ptr<SegmentLog> opened{new SegmentLog{options, std::move(claim.lock)}};
  auto done = opened->recover(logger);
  if (!done) return tl::unexpected<Fault>(done.error());
  done = opened->prepare();
  // A full disk is no reason not to open: append() says so when there is something to append.
  if (!done && !is_limit(done)) return tl::unexpected<Fault>(done.error());
  return opened;
}

Result<void> SegmentLog::recover(Logger& logger) {
  auto recovered =
      log::recover({.folder = options_.folder, .known = options_.known, .calls = options_.calls},
                   files_, logger);
  if (!recovered) return tl::unexpected<Fault>(recovered.error());
  list_ = std::move(recovered->list);
  state_ = recovered->state;
  if (recovered->segment != 0) {
    auto segment = log::Segment::reopen(options_.folder, recovered->segment, state_.used_bytes,
                                        options_.calls);
    if (!segment) return tl::unexpected<Fault>(segment.error());
    segment_ = std::make_unique<log::Segment>(std::move(*segment));
  }
  files_.publish(state_.end.last);
  if (!options_.segment_lasts || segment_ == nullptr || segment_->empty()) return {};
  const auto first = files_.read(segment_->first() - 1, 1);
  if (!first) return tl::unexpected<Fault>(first.error());
  segment_began_at_ = first->front().at;
  return {};
}

Result<void> SegmentLog::append(const Batch& batch, std::uint64_t epoch) {
  if (failed_) {
    return fault(Fault::Kind::disk, "log: appending position " + std::to_string(batch.first) +
                                        " to " + options_.folder +
                                        ": an earlier write failed; the process must start again");
  }
  const auto admitted = log::admit(batch, epoch, state_.end);
  if (!admitted) return admitted;

  record_.assign(log::record_header_bytes, 0);
  log::encode_batch(record_, batch);
  log::RecordHeader header{.first = batch.first,
                           .epoch = epoch,
                           .events = static_cast<std::uint32_t>(batch.events.size())};
  log::seal_record(record_, header, state_.chain);

  const auto written = write(batch.at);
  if (!written) {
    failed_ = !is_limit(written);
    return written;
  }
  files_.add({.first = batch.first,
              .segment = segment_->first(),
              .offset = segment_->used_bytes() - record_.size()});
  state_.end = {.last = batch.last(), .epoch = epoch};
  state_.chain = header.chain;
  files_.publish(batch.last());
  return {};
}

/// The record into the last segment, or into a new one when that is full or the disk is. One that
/// is only too old is gone on with while there is no room for another.
Result<void> SegmentLog::write(Time at) {
  const bool fits =
      segment_ != nullptr &&
      (segment_->empty() || segment_->used_bytes() + record_.size() <= options_.segment_bytes_max);
  if (!fits || is_too_old(at)) {
    const auto rotated = rotate();
    const bool goes_on = fits && segment_ != nullptr && is_limit(rotated);
    if (!rotated && !goes_on) return rotated;
  }
  if (segment_->empty()) segment_began_at_ = at;
  const auto written = segment_->append(record_, options_.grow_bytes);
  if (!is_limit(written) || segment_->empty() || !reserve_) return written;
  const auto rotated = rotate();
  if (!rotated) return rotated;
  segment_began_at_ = at;
  return segment_->append(record_, options_.grow_bytes);
}

bool SegmentLog::is_too_old(Time at) const {
  return options_.segment_lasts && !segment_->empty() &&
         at - segment_began_at_ >= *options_.segment_lasts;
}

/// What the next rotation needs, taken while there is room. Fault limit: there is none.
Result<void> SegmentLog::prepare() {
  const std::lock_guard lock{list_mutex_};
  auto done = list_->make_room(lines_ahead, options_.calls);
  if (done && !reserve_) {
    done = log::make_reserve(options_.folder, options_.grow_bytes, options_.calls);
    reserve_ = done.has_value();
  }
  return done;
}

/// Ends the last segment and begins a new one. The list is durable before the new file is there:
/// whatever crash there is, at most one segment is not listed.
Result<void> SegmentLog::rotate() {
  const auto prepared = prepare();
  if (!prepared && !is_limit(prepared)) return prepared;
  {
    const std::lock_guard lock{list_mutex_};
    if (!reserve_ || !list_->has_room()) return prepared;
  }
  if (segment_ != nullptr) {
    const log::Sealed sealed{.first = segment_->first(),
                             .last = state_.end.last,
                             .epoch = state_.end.epoch,
                             .bytes = segment_->used_bytes(),
                             .chain = state_.chain};
    auto done = segment_->seal();
    if (done) {
      const std::lock_guard lock{list_mutex_};
      done = list_->add(sealed, options_.calls);
    }
    if (!done) return done;
    segment_.reset();
  }
  auto segment = log::Segment::create(
      options_.folder, {.first = state_.end.last + 1, .chain = state_.chain}, options_.calls);
  if (!segment) return tl::unexpected<Fault>(segment.error());
  segment_ = std::make_unique<log::Segment>(std::move(*segment));
  reserve_ = false;
  const auto again = prepare();
  return is_limit(again) ? Result<void>{} : again;
}

Result<LogRoom> SegmentLog::room() {
  const auto prepared = prepare();
  if (!prepared && !is_limit(prepared)) return tl::unexpected<Fault>(prepared.error());
  const auto volume = log::volume_of(options_.folder);
  if (!volume) return tl::unexpected<Fault>(volume.error());
  return LogRoom{.ready_bytes = (segment_ != nullptr ? segment_->ready_bytes() : 0) +
                                (reserve_ ? options_.grow_bytes : 0),
                 .volume = *volume};
}

Result<void> SegmentLog::drop_before(Position position) {
  std::vector<log::Sealed> dropped;
  {
    const std::lock_guard lock{list_mutex_};
    auto gone = list_->drop_before(position, options_.calls);
    if (!gone) return tl::unexpected<Fault>(gone.error());
    dropped = std::move(*gone);
    files_.set_base({.last = list_->dropped().last, .chain = list_->dropped().chain});
  }
  for (const log::Sealed& segment : dropped) {
    const auto removed =
        log::remove_file(log::segment_path(options_.folder, segment.first), options_.calls);
    if (!removed) return removed;
  }
  return {};
}

Result<Position> SegmentLog::droppable(Time time, Position held) const {
  std::vector<log::Sealed> segments;
  {
    const std::lock_guard lock{list_mutex_};
    segments = list_->segments();
  }
  const auto is_older = [&](Position position) -> Result<bool> {
    const auto batch = read(position - 1, 1);
    if (!batch) return tl::unexpected<Fault>(batch.error());
    return !batch->empty() && batch->front().at < time;
  };
  Position found = 0;
  for (const log::Sealed& segment : segments) {
    if (segment.last > held) break;
    // What follows is found at once, and nothing before it is younger. But it may be young where
    // this is old: who rests writes nothing.
    auto older = is_older(segment.last + 1);
    if (older && !*older) older = is_older(segment.last);
    if (!older) return tl::unexpected<Fault>(older.error());
    if (!*older) break;
    found = segment.last;
  }
  return found;
}

}  // namespace relevo
