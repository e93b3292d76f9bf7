// Who holds the data folder: one `relevo serve` at a time, and its children see when it is gone.
#pragma once

#include <algorithm>
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

  /// Another look; true at each one from `looks_max` in a row on at which nobody was there.
  bool is_over(bool somebody_is_there) {
    alone_ = somebody_is_there ? 0 : std::min(alone_ + 1, looks_max_);
    return alone_ == looks_max_;
  }

 private:
  int looks_max_;
  int alone_ = 0;
};

struct OrphanTimes {
  int look_ms = 1'000;
  int patience_ms = 120'000;  // Time to start `relevo serve` again by hand.
};

/// Sees in a process that outlived its supervisor that no other has come. On a thread of its own.
class OrphanWatch {
 public:
  /// Whether nobody has held the folder for `patience_ms`, and nobody does now.
  using OnLook = std::function<void(bool alone)>;

  /// `on_look` is called on the watch's thread at each look.
  OrphanWatch(DataPaths paths, OnLook on_look, OrphanTimes times = {});
  ~OrphanWatch();
  OrphanWatch(const OrphanWatch&) = delete;
  OrphanWatch& operator=(const OrphanWatch&) = delete;

 private:
  void watch();

  const DataPaths paths_;
  const OnLook on_look_;
  const OrphanTimes times_;
  const int wake_;  // Readable when the watch is to end.
  std::thread thread_;
};

}  // namespace relevo
