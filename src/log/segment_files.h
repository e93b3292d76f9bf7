// The segments of one log as a reader sees them: what SegmentLog and LogReader read with.
#pragma once

#include <atomic>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "log/frame.h"
#include "log/log.h"
#include "log/position_index.h"

namespace relevo::log {

/// The record before the first one that is kept: nothing, in a log that is whole.
struct Base {
  Position last = 0;
  ChainHash chain{};
};

/// Any thread.
class SegmentFiles {
 public:
  explicit SegmentFiles(std::string folder) : folder_(std::move(folder)) {}

  const std::string& folder() const { return folder_; }

  /// Everything up to base.last was dropped.
  void set_base(const Base& base) const;
  Base base() const;

  /// Says where a record is. The first of each segment must be told, before publish().
  void add(const Place& record) { index_.add(record); }
  /// Everything up to `last` may be read from now on.
  void publish(Position last) { last_.store(last, std::memory_order_release); }
  Position last() const { return last_.load(std::memory_order_acquire); }

  /// See LogSource.
  Result<std::vector<Batch>> read(Position after, std::size_t events_max) const;

  /// The chain hash of the record that ends with the position. Fault input: none does.
  Result<ChainHash> chain_at(Position position) const;

  /// Reads everything up to last() and computes each chain hash again: has anybody changed the
  /// log? About 0.5 GB a second. Fault protocol names the first wrong position.
  Result<void> verify() const;

 private:
  Result<Place> find(Position position) const;
  tl::unexpected<Fault> dropped_or(Position position, const Fault& fault) const;

  const std::string folder_;
  mutable std::mutex base_mutex_;
  mutable Base base_;
  mutable PositionIndex index_;  // Of what is known so far; reading finds out more.
  std::atomic<Position> last_ = 0;
};

}  // namespace relevo::log
