// The log in files of one folder: the embedded default. The files are described in format.md.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/logger.h"
#include "log/log.h"
#include "log/recovery.h"
#include "log/sealed_list.h"
#include "log/segment.h"
#include "log/segment_files.h"
#include "log/volume.h"
#include "log/writer_lock.h"

namespace relevo {

struct SegmentLogOptions {
  std::string folder;                                          // Made when it is not there.
  std::uint64_t segment_bytes_max = std::uint64_t{64} << 20U;  // One record may go beyond it.
  std::optional<Duration> segment_lasts = {};           // From its first event on; none: any time.
  std::uint64_t grow_bytes = std::uint64_t{16} << 20U;  // Room is made in steps of so much.
  std::vector<KnownPosition> known = {};                // See log::RecoveryOptions.
  log::FileCalls calls = {};
};

/// A log's folder whose one writer this process is, before the log is opened.
struct LogClaim {
  log::WriterLock lock;
  Position dropped = 0;  // The last position that was dropped; 0 when none was.
};

/// Makes the folder where it is missing. Fault fenced: another process writes there. Fault
/// protocol: the list of what is sealed is damaged. Fault disk.
Result<LogClaim> claim_log(const std::string& folder, const log::FileCalls& calls = {});

/// How much the log can still take.
struct LogRoom {
  std::uint64_t ready_bytes = 0;  // Without asking the disk: in the last segment and the reserve.
  log::Volume volume;
};

class SegmentLog final : public Log {
 public:
  /// Reads the log, about 1 GB a second, from the segment that holds the lowest known position or
  /// from its beginning, and cuts off what an unfinished write left at its end. What is sealed must
  /// be there as it was listed. The logger is used only meanwhile.
  ///
  /// Fault protocol: the log is damaged, ends before a known position, or is another one; nothing
  /// has been changed, and the start must stop. Fault disk.
  static Result<std::unique_ptr<SegmentLog>> open(const SegmentLogOptions& options, LogClaim claim,
                                                  Logger& logger);
  /// The same, and claims the log.
  static Result<std::unique_ptr<SegmentLog>> open(const SegmentLogOptions& options, Logger& logger);

  /// As promised by Log; and after a Fault of kind disk no other batch is taken, because nobody
  /// knows what is on the disk. Fault limit: no room, the reserve included; nothing was written,
  /// and it may be tried again.
  Result<void> append(const Batch& batch, std::uint64_t epoch) override;
  Result<std::vector<Batch>> read(Position after, std::size_t events_max) const override {
    return files_.read(after, events_max);
  }
  Position last() const override { return files_.last(); }
  Position dropped() const override { return files_.base().last; }

  /// See log::SegmentFiles. Any thread.
  Result<void> verify() const { return files_.verify(); }
  Result<log::ChainHash> chain_at(Position position) const { return files_.chain_at(position); }

  /// How much room there is, and makes the reserve again where it was used up: about one a second
  /// is enough. Whoever takes on new work stops while ready_bytes is all there is, so that what
  /// runs can still end. Writer thread. Fault disk.
  Result<LogRoom> room();

  /// Removes the segments whose last event is before the position, for ever; the last segment
  /// stays. Requires that somebody holds the state at or after the position. Any thread. Fault
  /// limit or disk: the log is as it was, or files that are dropped are removed by the next open().
  Result<void> drop_before(Position position);

  /// Up to where whole segments, the oldest first, may be dropped: every event in them is older
  /// than `time` and none is behind `held`. 0 when there are none. Reads one batch for each
  /// segment, and the first time all of the one that stays. Any thread. Faults of read().
  Result<Position> droppable(Time time, Position held) const;

 private:
  SegmentLog(SegmentLogOptions options, log::WriterLock lock)
      : options_(std::move(options)), lock_(std::move(lock)), files_(options_.folder) {}

  Result<void> recover(Logger& logger);
  Result<void> prepare();
  Result<void> rotate();
  Result<void> write(Time at);
  bool is_too_old(Time at) const;

  const SegmentLogOptions options_;
  const log::WriterLock lock_;
  log::SegmentFiles files_;
  mutable std::mutex list_mutex_;
  std::optional<log::SealedList> list_;

  // Of the writer thread.
  log::ScanState state_;
  std::unique_ptr<log::Segment> segment_;  // None: the next append begins one.
  Time segment_began_at_;                  // Of its first record, when it has one.
  Bytes record_;
  bool reserve_ = false;
  bool failed_ = false;
};

}  // namespace relevo
