// Reads a log's folder beside the process that writes it, or when none does.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "log/log.h"
#include "log/scan.h"
#include "log/sealed_list.h"
#include "log/segment_files.h"

namespace relevo {

/// Takes no lock and changes nothing. What the writer is just writing is given when it is whole and
/// not before. One thread opens and refreshes; any thread reads.
class LogReader final : public LogSource {
 public:
  /// Looks at what is sealed only from outside and reads the last segment; verify() reads all.
  ///
  /// Fault protocol: the log is damaged; names file, byte and the last good position. Fault disk.
  /// A last write that was cut off is no damage: the log ends before it.
  static Result<std::unique_ptr<LogReader>> open(const std::string& folder);

  /// Sees what was appended since. Syncs the file where there is something new, so that nothing is
  /// given that a power cut could take back. Faults as of open(): last() stays what it was.
  Result<void> refresh();

  Result<std::vector<Batch>> read(Position after, std::size_t events_max) const override {
    return files_.read(after, events_max);
  }
  /// As of the last refresh().
  Position last() const override { return files_.last(); }

  /// As last known: a read that finds more dropped says so.
  Position dropped() const override { return files_.base().last; }

  /// See log::SegmentFiles. Any thread.
  Result<void> verify() const { return files_.verify(); }
  Result<log::ChainHash> chain_at(Position position) const { return files_.chain_at(position); }

 private:
  explicit LogReader(std::string folder) : files_(std::move(folder)) {}

  Result<void> begin();
  Result<void> check_list(const log::SealedList& list) const;
  Result<void> scan(bool whole_tail);
  Result<void> scan_on();
  Result<bool> open_next();
  Result<void> check_end(bool whole_tail) const;

  log::SegmentFiles files_;
  log::ScanState state_;
  Position segment_ = 0;  // The last one seen; file_ is it.
  std::optional<log::File> file_;
};

}  // namespace relevo
