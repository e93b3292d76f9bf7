// A log in memory, for tests and the simulator: keeps every promise but the one about power cuts.
#pragma once

#include <mutex>
#include <vector>

#include "log/log.h"

namespace relevo {

class MemoryLog final : public Log {
 public:
  static constexpr std::size_t events_max = 50'000'000;

  /// Fault limit: events_max are there already.
  Result<void> append(const Batch& batch, std::uint64_t epoch) override;
  Result<std::vector<Batch>> read(Position after, std::size_t events_max) const override;
  Position last() const override;

 private:
  Position last_unlocked() const { return batches_.empty() ? 0 : batches_.back().last(); }

  mutable std::mutex mutex_;
  std::vector<Batch> batches_;
  std::uint64_t epoch_ = 0;
};

}  // namespace relevo
