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

Result<void> make_folder(const std::string& folder) {
  if (::mkdir(folder.c_str(), folder_mode) == 0) return log::sync_folder(folder + "/..");
  if (errno != EEXIST) return log::disk_fault("making the folder", folder);
  return {};
}

}  // namespace

Result<std::unique_ptr<SegmentLog>> SegmentLog::open(const SegmentLogOptions& options,
                                                     Logger& logger) {
  if (::sodium_init() < 0) {
    return fault(Fault::Kind::disk, "log: libsodium found no source of randomness to start with");
  }
  const auto made = make_folder(options.folder);
  if (!made) return tl::unexpected<Fault>(made.error());
  auto lock = log::WriterLock::take(options.folder);
  if (!lock) return tl::unexpected<Fault>(lock.error());
  std::unique_ptr<SegmentLog> opened{new SegmentLog{options, std::move(*lock)}};
  const auto scanned = opened->scan(logger);
  if (!scanned) return tl::unexpected<Fault>(scanned.error());
  return opened;
}

Result<void> SegmentLog::scan(Logger& logger) {
  const auto firsts = log::list_segments(options_.folder);
  if (!firsts) return tl::unexpected<Fault>(firsts.error());
  for (const Position first : *firsts) {
    const log::SegmentToRecover segment{
        .folder = options_.folder, .first = first, .is_last = first == firsts->back()};
    const auto on_record = [&](const log::RecordHeader& header, std::uint64_t offset) {
      files_.add({.first = header.first, .segment = first, .offset = offset});
    };
    const auto scanned = log::recover_segment(segment, state_, on_record, options_.calls, logger);
    if (!scanned) return scanned;
  }
  if (!firsts->empty()) {
    auto segment =
        log::Segment::reopen(options_.folder, firsts->back(), state_.used_bytes, options_.calls);
    if (!segment) return tl::unexpected<Fault>(segment.error());
    segment_ = std::make_unique<log::Segment>(std::move(*segment));
  }
  files_.publish(state_.end.last);
  return {};
}

/// Begins a new segment when there is none yet or the one being written is full.
Result<void> SegmentLog::make_room(std::size_t record_bytes) {
  const bool fits =
      segment_ != nullptr &&
      (segment_->empty() || segment_->used_bytes() + record_bytes <= options_.segment_bytes_max);
  if (fits) return {};
  auto segment = log::Segment::create(
      options_.folder, {.first = state_.end.last + 1, .chain = state_.chain}, options_.calls);
  if (!segment) return tl::unexpected<Fault>(segment.error());
  segment_ = std::make_unique<log::Segment>(std::move(*segment));
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

  auto written = make_room(record_.size());
  if (written) written = segment_->append(record_, options_.grow_bytes);
  if (!written) {
    failed_ = written.error().kind != Fault::Kind::limit;
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

}  // namespace relevo
