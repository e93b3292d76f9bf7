// Cutting a log behind a position: the only way to go on with one that is damaged in the middle.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "log/scan.h"
#include "log/sealed_list.h"
#include "log/writer_lock.h"

namespace relevo::log {

struct CutOptions {
  std::string folder;
  std::string snapshots;  // Folder of POSITION.snap, 20 digits; need not be there.
  Position after = 0;     // The last position that stays.
  /// Files elsewhere, on the same volume, that know of later positions; moved in this order.
  std::vector<std::string> aside = {};
  FileCalls calls = {};
};

/// What goes, as far as it can still be read.
struct CutLoss {
  std::uint64_t events = 0;
  Position last = 0;         // The highest position found; 0 = no whole record goes.
  std::optional<Time> from;  // Of the first record and of the last.
  std::optional<Time> to;
  std::uint64_t bytes = 0;         // Records and what is left of damaged ones.
  std::vector<std::string> files;  // Snapshots and others that know of later positions.
};

/// Holds the writer's lock. One thread.
class Cut {
 public:
  /// Reads the log up to the position, chain hashes included, and what is behind it.
  ///
  /// Fault input: another process writes there; no batch ends with the position (names the nearest
  /// that do); or the log is not sound up to it (says how far it is). Fault disk.
  static Result<Cut> plan(const CutOptions& options);

  const CutLoss& loss() const { return loss_; }

  /// The log ends there, nobody knows of more, and its list of what is sealed can be read.
  bool changes_nothing() const { return loss_.bytes == 0 && loss_.files.empty() && !makes_list_; }

  /// Moves all behind the position into a new folder beside the segments, and gives its path.
  /// Nothing is destroyed. Where it is cut short, the log is refused or holds more than it should,
  /// and it can be done again. Fault disk.
  Result<std::string> run() const;

 private:
  Cut(CutOptions options, WriterLock lock) : options_(std::move(options)), lock_(std::move(lock)) {}

  Result<void> read_kept();
  Result<void> read_dropped(const std::vector<Position>& firsts);
  Result<void> read_lost();
  Result<void> find_snapshots();
  Result<void> add_lost(const File& file, std::uint64_t offset);
  Result<std::string> make_side_folder() const;
  Result<void> move_files(const std::string& side) const;
  Result<void> list_kept(const std::string& side) const;
  Result<void> move_tail(const std::string& side) const;

  CutOptions options_;
  WriterLock lock_;
  Sealed dropped_;               // Before the first record there is.
  std::vector<Sealed> kept_;     // The last one is to be written on.
  std::vector<Position> later_;  // Segments of which nothing stays, ascending.
  bool makes_list_ = false;      // The one there is cannot be read.
  CutLoss loss_;
};

}  // namespace relevo::log
