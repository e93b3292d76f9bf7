// How the API reaches the engine: commands in, one answer each; durable batches out.
#pragma once

#include <functional>
#include <string_view>

#include "core/commands.h"
#include "core/reject.h"

namespace relevo {

/// What became of a command, after its events are durable.
struct Answer {
  Reject reject = Reject::none;
  bool overloaded = false;  // The inbox is full or the core is draining: not tried, try later.
  Position first = 0;       // Its events: `events` of them from here; the same again for a repeated
  std::uint32_t events = 0; // idempotency key.
  Position position = 0;    // Of the log, at least first + events - 1.
};

class EnginePort {
 public:
  virtual ~EnginePort() = default;

  /// Never blocks; any thread. `done` is called exactly once, on the engine's thread, and must
  /// only pass the answer on.
  virtual void post(Request request, std::function<void(const Answer&)> done) = 0;

  /// Ready to serve: log replayed and voice connected. Any thread.
  virtual bool ready() const = 0;

  /// The log's time now, for showing growing waits. Any thread.
  virtual Time now() const = 0;

  /// Wall clock = log time + this. Any thread.
  virtual Duration wall_offset() const = 0;
};

}  // namespace relevo
