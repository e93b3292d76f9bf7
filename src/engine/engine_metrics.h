// What the engine counts of its turns.
#pragma once

#include <array>

#include "core/reject.h"
#include "metrics/figures.h"

namespace relevo {

/// Written by the engine's thread, read by any.
struct EngineMetrics {
  static constexpr std::size_t rejects_max = 96;

  Histogram batch_time;   // From the first command of a batch until all are told.
  Histogram append_time;  // Of it: the log's append, with its fdatasync.
  Counter batches;        // Appended: those with events.
  Counter events;
  Counter commands;                          // Taken from the inbox, of people and of channels.
  Counter facts;                             // Of them: reports of channels.
  std::array<Counter, rejects_max> rejects;  // By number.
  Gauge keys;                                // That the state remembers.

  void rejected(Reject reject) {
    const auto number = static_cast<std::size_t>(reject);
    if (number < rejects_max) rejects[number].add();
  }
};

}  // namespace relevo
