// The second reader of the log: puts ended contacts into the archive and writes snapshots.
//
// It sees what is durable and nothing else, and the engine's thread never waits for it. When its
// files cannot be written, everything goes on: lives stay in memory, and a start reads more log.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "archive/archive.h"
#include "base/logger.h"
#include "log/segment_log.h"
#include "snapshot/snapshot.h"

namespace relevo {

struct ArchivistOptions {
  std::string archive;                    // File.
  std::string snapshots;                  // Folder.
  Position snapshot_events = 200'000;     // A snapshot after so many events,
  Duration snapshot_after = minutes(15);  // or so long after the last, if anything happened.
};

/// First fold() for the past, on one thread; then begin() and run on a thread of its own.
class Archivist {
 public:
  /// Opens the archive; one that cannot be used is removed, with a warning, and folded again.
  /// Fault disk: it cannot be made.
  static Result<std::unique_ptr<Archivist>> open(const ArchivistOptions& options, Logger& logger);
  ~Archivist();

  /// Up to where the archive has the log.
  archive::Mark archived() const { return archive_.mark(); }

  /// The archive is of another log than this one: begins an empty one. Fault disk.
  Result<void> forget_archive();

  /// Goes on from a snapshot; before the first fold.
  void restore(const snapshot::Snapshot& snapshot);

  /// One batch of the past; what ended in it may go to the archive.
  void fold(const Batch& batch);

  /// The views as folded so far.
  const Views& views() const { return now_.views; }

  /// From here on the log is read: `state` is what it gave up to the last batch that was folded.
  /// `on_archived` is told up to where the archive has the log; on the archivist's thread.
  void begin(const State& state, const SegmentLog& log, std::function<void(Position)> on_archived);

  /// Reads what there is, archives it, writes a last snapshot, and joins the thread. Once.
  void stop();

 private:
  Archivist(const ArchivistOptions& options, archive::Archive archive, Logger& logger);

  void run();
  void turn(bool last);
  bool read_on();
  bool archive_ended(bool move_mark);
  void take_snapshot();
  bool snapshot_is_due(bool last) const;
  void tell(bool done, const Fault* fault);

  const ArchivistOptions options_;
  archive::Archive archive_;
  Logger& logger_;
  const SegmentLog* log_ = nullptr;
  std::function<void(Position)> on_archived_;

  snapshot::Snapshot now_;
  Position snapshot_at_ = 0;
  Duration since_snapshot_;
  bool failing_ = false;

  std::mutex mutex_;
  std::condition_variable stopping_changed_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace relevo
