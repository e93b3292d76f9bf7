// The append-only record of what happened: the only thing Relevo may not lose.
#pragma once

#include <cstddef>
#include <vector>

#include "base/result.h"
#include "core/operation.h"
#include "core/record.h"

namespace relevo {

/// A log to read from. Whoever does not write takes this part alone.
class LogSource {
 public:
  virtual ~LogSource() = default;

  /// Batches that hold the events after `after`, oldest first, until about `events_max` events are
  /// together; none at the end. The first batch may begin at or before `after`. Never gives what is
  /// not yet durable. Any thread. Faults disk and protocol (damage) name the position; Fault input:
  /// events after `after` were dropped, and the log begins later.
  virtual Result<std::vector<Batch>> read(Position after, std::size_t events_max) const = 0;

  /// The last durable event, 0 in an empty log. Any thread.
  virtual Position last() const = 0;

  /// The last event that was dropped: the log begins behind it. 0 when none was. Any thread.
  virtual Position dropped() const { return 0; }
};

/// One writer, the engine thread; any number of reading threads.
/// Every implementation passes log/contract_test.cpp, and nothing else may tell them apart.
class Log : public LogSource {
 public:
  // One report of a voice process may end every contact that it had.
  static constexpr std::size_t batch_events_max = 65'536;
  static constexpr std::size_t document_bytes_max = operation_bytes_max;

  /// Makes the batch durable: all or nothing, safe against a power cut on return.
  ///
  /// Blocks for about one fdatasync. After a Fault the batch may or may not be there: the caller
  /// stops the process, and the restart finds out. Fault fenced: another process is the writer.
  ///
  /// Requires 1 <= events.size() <= batch_events_max and first == last() + 1. Writer thread only.
  virtual Result<void> append(const Batch& batch, std::uint64_t epoch) = 0;
};

}  // namespace relevo
