// What the API needs of the engine beside its commands.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "core/command_port.h"

namespace relevo {

/// The floor as one number; see hash_of in core/state.h.
struct StateSeen {
  Position position = 0;
  std::uint64_t hash = 0;
};

/// Nothing: the engine has ended first.
using StateTold = std::function<void(const std::optional<StateSeen>&)>;

class EnginePort : public virtual CommandPort {
 public:
  /// As post; `done` gets what the state is at a durable position: for comparing it with a replay.
  /// It may take some seconds on a large floor. False, and no `done`: too many ask.
  virtual bool inspect(StateTold done) = 0;

  /// Ready to serve: log replayed and voice connected. Any thread.
  virtual bool ready() const = 0;

  /// The log's time now, for showing growing waits. Any thread.
  virtual Time now() const = 0;

  /// Wall clock = log time + this. Any thread.
  virtual Duration wall_offset() const = 0;
};

}  // namespace relevo
