// The log in files of one folder: the embedded default. The files are described in format.md.
#pragma once

#include <memory>
#include <string>

#include "base/logger.h"
#include "log/log.h"
#include "log/recovery.h"
#include "log/segment.h"
#include "log/segment_files.h"
#include "log/writer_lock.h"

namespace relevo {

struct SegmentLogOptions {
  std::string folder;                                          // Made when it is not there.
  std::uint64_t segment_bytes_max = std::uint64_t{64} << 20U;  // One record may go beyond it.
  std::uint64_t grow_bytes = std::uint64_t{16} << 20U;         // Room is made in steps of so much.
  log::FileCalls calls = {};
};

class SegmentLog final : public Log {
 public:
  /// Reads the whole log once, about 1 GB a second, and cuts off what an unfinished write left at
  /// its end. The logger is used only meanwhile.
  ///
  /// Fault fenced: another process writes there. Fault protocol: the log is damaged; the start must
  /// stop. Fault disk.
  static Result<std::unique_ptr<SegmentLog>> open(const SegmentLogOptions& options, Logger& logger);

  /// As promised by Log; and after a Fault of kind disk no other batch is taken, because nobody
  /// knows what is on the disk. Fault limit: no room; nothing was written, and it may be tried
  /// again.
  Result<void> append(const Batch& batch, std::uint64_t epoch) override;
  Result<std::vector<Batch>> read(Position after, std::size_t events_max) const override {
    return files_.read(after, events_max);
  }
  Position last() const override { return files_.last(); }

  /// See log::SegmentFiles. Any thread.
  Result<void> verify() const { return files_.verify(); }
  Result<log::ChainHash> chain_at(Position position) const { return files_.chain_at(position); }

 private:
  SegmentLog(SegmentLogOptions options, log::WriterLock lock)
      : options_(std::move(options)), lock_(std::move(lock)), files_(options_.folder) {}

  Result<void> scan(Logger& logger);
  Result<void> make_room(std::size_t record_bytes);

  const SegmentLogOptions options_;
  const log::WriterLock lock_;
  log::SegmentFiles files_;

  // Of the writer thread.
  log::ScanState state_;
  std::unique_ptr<log::Segment> segment_;
  Bytes record_;
  bool failed_ = false;
};

}  // namespace relevo
