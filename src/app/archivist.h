// The second reader of the log: puts ended contacts into the archive and writes snapshots.
//
// It sees what is durable and nothing else, and the engine's thread never waits for it. When its
// files cannot be written, everything goes on: lives stay in memory, and a start reads more log.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "archive/archive.h"
#include "base/logger.h"
#include "log/segment_log.h"
#include "snapshot/snapshot.h"

namespace relevo {

struct ArchivistOptions {
  std::string archive;                       // File.
  std::string snapshots;                     // Folder.
  Position snapshot_events = 200'000;        // A snapshot after so many events,
  Duration snapshot_after = minutes(15);     // or so long after the last, if anything happened.
  std::size_t ended_in_memory_max = 10'000;  // While the past is folded.
  std::uint64_t log_room_bytes = 0;          // No snapshot goes into what the log needs.
  std::optional<Duration> keep_log;          // Older events are dropped; none: all are kept.
};

/// First fold() for the past, on one thread; then begin(), and turn() on a thread of its own.
class Archivist {
 public:
  static constexpr Duration turn_each = seconds(1);
  static constexpr int turns_between_tries_max = 60;  // Of an archive that cannot be written.

  Archivist(const ArchivistOptions& options, archive::Archive archive, SegmentLog& log,
            Logger& logger);

  /// Goes on from a snapshot; before the first fold.
  void restore(const snapshot::Snapshot& snapshot);

  /// One batch of the past; what ended in it may go to the archive.
  void fold(const Batch& batch);

  /// The views as folded so far.
  const Views& views() const { return now_.views; }

  /// From here on the log is read: `state` is what it gave up to the last batch that was folded.
  /// `on_archived` is told up to where the archive has the log; on the thread of turn().
  void begin(const State& state, std::function<void(Position)> on_archived);

  /// Reads what there is, archives what ended, and writes a snapshot when one is due or this is the
  /// last turn; behind a snapshot old events are dropped. What cannot be written is tried again:
  /// ended contacts after a pause that doubles with each failure, a snapshot when the next one is
  /// due.
  void turn(bool last);

 private:
  /// Something that works or does not: told once when it begins to fail and once when it is over.
  class Trouble {
   public:
    Trouble(const char* begins, const char* ends) : begins_(begins), ends_(ends) {}
    void tell(const Result<void>& done, Logger& logger);

   private:
    const char* begins_;
    const char* ends_;
    bool lasts_ = false;
  };

  bool read_on();
  bool archive_ended();
  Result<void> add_to_archive();
  void put_archive_aside(const Fault& damage);
  void take_snapshot();
  void drop_old_events();
  bool snapshot_is_due(bool last) const;

  const ArchivistOptions options_;
  std::optional<archive::Archive> archive_;  // None: it was damaged; the next start makes it anew.
  SegmentLog& log_;
  Logger& logger_;
  std::function<void(Position)> on_archived_;

  snapshot::Snapshot now_;
  Position snapshot_at_ = 0;     // The last that was written,
  Position snapshot_tried_ = 0;  // or was to be.
  Duration since_tried_;

  std::size_t archive_from_;  // While the past is folded: when so many have ended.
  int turns_to_wait_ = 0;     // Until the archive is tried again,
  int turns_waited_ = 0;      // and how many it was the last time.

  Trouble log_trouble_;
  Trouble archive_trouble_;
  Trouble snapshot_trouble_;
  Trouble drop_trouble_;
};

/// Gives an archivist its turns.
class ArchivistThread {
 public:
  explicit ArchivistThread(Archivist& archivist) : archivist_(archivist) {}
  ~ArchivistThread() { stop(); }
  ArchivistThread(const ArchivistThread&) = delete;
  ArchivistThread& operator=(const ArchivistThread&) = delete;

  /// Behind Archivist::begin().
  void start();

  /// Gives the last turn and joins. Once.
  void stop();

 private:
  void run();

  Archivist& archivist_;
  std::mutex mutex_;
  std::condition_variable stopping_changed_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace relevo
