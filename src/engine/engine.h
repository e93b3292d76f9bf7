// The only loop that matters, one turn of it: let the core decide and apply each waiting command,
// append the batch once, and only then answer, ring and push.
//
// It has no thread and no clock of its own: app/engine_thread.h gives it both, the simulator fakes.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

#include "base/logger.h"
#include "base/result.h"
#include "core/command_port.h"
#include "core/core.h"
#include "engine/clock.h"
#include "engine/engine_metrics.h"
#include "engine/in_hand.h"
#include "log/log.h"

namespace relevo {

/// What happens with a durable batch, in order; must not block.
struct EngineSinks {
  std::function<void(std::shared_ptr<const Batch>)> publish;     // Views: replayed batches too.
  std::function<void(const Batch&, std::vector<Believed>)> act;  // Channels: never the past.
};

/// A command, and who is told what became of it. `done` is called once.
struct Asking {
  Request request;
  std::function<void(const Answer&)> done;
  Time since = {};  // Log time since when it waits; zero: not at all.
};

/// Somebody who wants to see the core at a moment when all of it is durable.
struct Looking {
  std::function<void(const Core&)> look;
};

using Waiting = std::variant<Asking, Looking>;

/// One thread at a time.
///
/// A command that was in hand when the process crashed, again and again, is set aside, for good and
/// in the log: it is answered command_set_aside, and a fact counts as taken.
class Engine {
 public:
  /// Refers to all three.
  Engine(Log& log, EngineClock& clock, Logger& logger);

  /// Before all else: where it is noted what is carried out. Refers to it.
  void note_in(InHand& in_hand) { in_hand_ = &in_hand; }

  /// Goes on from a state of this log: replay() reads what is behind it. Once, before replay().
  void restore(State state) { core_ = Core{std::move(state)}; }

  /// Folds the log into the core and publishes every batch of it; then the clock takes over.
  /// Once, before all else. Faults of the log.
  Result<void> replay(const EngineSinks& sinks);

  /// The first batch of a start: the core has an epoch of its own from here on. Once.
  Result<void> start(const EngineSinks& sinks);

  /// Carries the work out in as many batches as it needs, and what is due: to be called when
  /// something waits and when next_deadline has come. What is taken out of `work` is told.
  ///
  /// When the log has no room for a batch it is held: nobody sees or hears of it, and what stands
  /// behind it stays in `work`. Each call tries it again first; call it some times a second then.
  ///
  /// Gives the Fault that kept the log from being written in any other way: the process must end
  /// then, and a restart finds out what is there. Who waits behind it is told `overloaded`.
  Result<void> serve(std::vector<Waiting>& work, const EngineSinks& sinks);

  /// Whether a batch waits for room in the log.
  bool held() const { return held_.has_value(); }

  /// Before the end, when there was no room until then: whoever waits for the batch held is told
  /// `overloaded`. It was never visible, and a restart does not know of it.
  void give_up_held();

  /// When serve is to be called at the latest; none when nothing is armed.
  std::optional<Time> next_deadline() const { return core_.next_deadline(); }

  const Core& core() const { return core_; }

  /// Any thread.
  const EngineMetrics& metrics() const { return metrics_; }

 private:
  struct Answering {
    std::function<void(const Answer&)> done;
    Outcome outcome;
    bool keyed = false;
  };

  struct Finishing {
    Time began;
    std::shared_ptr<const Batch> batch;  // None: the commands had no effect.
    std::vector<Answering> answers;
    std::optional<Looking> looking;
  };

  Finishing decide(std::vector<Waiting>& work, std::size_t& next);
  Answering carry_out(Asking& asking, Batch& batch);
  Result<void> finish(Finishing finishing, const EngineSinks& sinks);
  std::vector<Believed> touched_by(const Batch& batch) const;
  bool tick_is_due(Time now) const;
  void note_wall_clock(Batch& batch);

  Log& log_;
  EngineClock& clock_;
  Logger& logger_;
  NothingInHand nothing_;
  InHand* in_hand_ = &nothing_;
  Core core_;
  EngineMetrics metrics_;
  Time wall_noted_at_;
  std::optional<Finishing> held_;
};

/// Tells each that waits, from `first` on, to try again later.
void refuse(const std::vector<Waiting>& work, std::size_t first);

/// What a channel's source is told when it greets or has reported.
Welcomed welcomed_of(const Core& core, NodeId node, std::uint64_t session);

}  // namespace relevo
