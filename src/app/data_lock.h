// Who holds the data folder: one `relevo serve` at a time, and its children see when it is gone.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <thread>

#include "app/paths.h"
#include "base/result.h"

namespace relevo {

/// For the one `serve` of a folder, from before its children start until its descriptor is closed:
/// a second voice would take the first core for its own. Fault fenced, disk.
Result<int> lock_data_folder(const DataPaths& paths);

/// Whether some `serve` holds the folder now. Takes nothing, so that it is in nobody's way.
bool data_folder_is_held(const DataPaths& paths);

/// How long a process has been without a supervisor, in looks. Pure.
class Patience {
 public:
  explicit Patience(int looks_max) : looks_max_(looks_max) {}

  /// Another look; true once, when nobody was there at `looks_max` of them in a row.
  bool is_over(bool somebody_is_there) {
    alone_ = somebody_is_there ? 0 : alone_ + 1;
    if (alone_ < looks_max_ || over_) return false;
    over_ = true;
    return true;
  }

 private:
  int looks_max_;
  int alone_ = 0;
  bool over_ = false;
};

/// Sees in a process that outlived its supervisor that no other has come. On a thread of its own.
class OrphanWatch {
 public:
  static constexpr int look_ms = 1'000;
  static constexpr int patience_ms = 120'000;  // Time to start `relevo serve` again by hand.

  /// `on_orphaned` is called on the watch's thread when nobody has held the folder for
  /// `patience_ms`, once: it ends the process in order, and a second word would cut its calls.
  OrphanWatch(DataPaths paths, std::function<void()> on_orphaned);
  ~OrphanWatch();
  OrphanWatch(const OrphanWatch&) = delete;
  OrphanWatch& operator=(const OrphanWatch&) = delete;

 private:
  void watch();

  const DataPaths paths_;
  const std::function<void()> on_orphaned_;
  const int wake_;  // Readable when the watch is to end.
  std::thread thread_;
};

}  // namespace relevo
