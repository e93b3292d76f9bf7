// The segments of one log as a reader sees them: what SegmentLog and LogReader read with.
#pragma once

#include <atomic>
#include <string>
#include <utility>
#include <vector>

#include "log/frame.h"
#include "log/log.h"
#include "log/position_index.h"

namespace relevo::log {

/// Any thread; publish() by one.
class SegmentFiles {
 public:
  explicit SegmentFiles(std::string folder) : folder_(std::move(folder)) {}

  const std::string& folder() const { return folder_; }

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

  const std::string folder_;
  mutable PositionIndex index_;  // Of what is known so far; reading finds out more.
  std::atomic<Position> last_ = 0;
};

}  // namespace relevo::log
