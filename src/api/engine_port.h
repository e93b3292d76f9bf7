// What the API needs of the engine beside its commands.
#pragma once

#include "core/command_port.h"

namespace relevo {

class EnginePort : public virtual CommandPort {
 public:
  /// Ready to serve: log replayed and voice connected. Any thread.
  virtual bool ready() const = 0;

  /// The log's time now, for showing growing waits. Any thread.
  virtual Time now() const = 0;

  /// Wall clock = log time + this. Any thread.
  virtual Duration wall_offset() const = 0;
};

}  // namespace relevo
