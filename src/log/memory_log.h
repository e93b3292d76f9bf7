// A log in memory, for tests and the simulator: keeps every promise but the one about power cuts.
#pragma once

#include <mutex>
#include <vector>

#include "log/admission.h"
#include "log/log.h"

namespace relevo {

class MemoryLog final : public Log {
 public:
  static constexpr Position last_max = 50'000'000;

  /// Also Fault limit: last_max is reached.
  Result<void> append(const Batch& batch, std::uint64_t epoch) override;
  Result<std::vector<Batch>> read(Position after, std::size_t events_max) const override;
  Position last() const override;

 private:
  mutable std::mutex mutex_;
  std::vector<Batch> batches_;
  log::End end_;
};

}  // namespace relevo
