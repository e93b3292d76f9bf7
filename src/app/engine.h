// The only loop that matters: take a batch from the inbox, decide and apply each command, append
// once, and only then answer, ring and push.
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <variant>
#include <vector>

#include "api/engine_port.h"
#include "app/clock.h"
#include "base/logger.h"
#include "base/result.h"
#include "core/core.h"
#include "log/log.h"

namespace relevo {

/// What happens with a durable batch. Called on the engine's thread, in order; must not block.
struct EngineSinks {
  std::function<void(std::shared_ptr<const Batch>)> publish;     // Views: replayed batches too.
  std::function<void(const Batch&, std::vector<Believed>)> act;  // Channels: never the past.
};

class Engine final : public EnginePort, public ChannelPort {
 public:
  static constexpr std::size_t commands_of_people_max = 10'000;  // Waiting; more are refused.
  static constexpr std::size_t batch_events_wanted = 1'024;      // A batch closes at about this.

  Engine(Log& log, Logger& logger);

  /// Folds the log into the core and publishes every batch of it; the log's time goes on from its
  /// last event. Once, before run and before other threads know the engine. Faults of the log.
  Result<void> replay(const EngineSinks& sinks);

  /// Serves until stop(); the first batch is the start of the core. Gives the Fault that ended it
  /// when the log could not be written: the process must end then, and a restart finds out.
  Result<void> run(const EngineSinks& sinks);

  /// Any thread. What is in the inbox by then is still served.
  void stop();

  void set_ready(bool ready) { ready_ = ready; }

  void post(Request request, std::function<void(const Answer&)> done) override;
  void welcome(NodeId node, std::uint64_t session,
               std::function<void(const Welcomed&)> done) override;
  void inspect(std::function<void(const StateSeen&)> done) override;
  bool ready() const override { return ready_; }
  Time now() const override { return clock_ ? clock_->now() : Time{}; }
  Duration wall_offset() const override { return {wall_offset_us_.load()}; }

  /// Engine's thread, or before run.
  const Core& core() const { return core_; }

 private:
  struct Asking {
    Request request;
    std::function<void(const Answer&)> done;
  };
  struct Welcoming {
    NodeId node;
    std::uint64_t session = 0;
    std::function<void(const Welcomed&)> done;
  };
  struct Inspecting {
    std::function<void(const StateSeen&)> done;
  };
  using Waiting = std::variant<Asking, Welcoming, Inspecting>;
  struct Answering {
    std::function<void(const Answer&)> done;
    Outcome outcome;
    bool keyed = false;
  };

  bool wait_for_work(std::vector<Waiting>& work);
  Result<void> serve(std::vector<Waiting>& work, const EngineSinks& sinks);
  Result<void> finish(Batch batch, std::vector<Answering> answers, const EngineSinks& sinks);
  std::vector<Believed> touched_by(const Batch& batch) const;
  void welcome_now(const Welcoming& welcoming) const;
  void tell_now(const Waiting& waiting) const;
  static void refuse(const std::vector<Waiting>& work, std::size_t first);
  void refuse_rest();
  bool tick_is_due() const;
  void note_wall_clock(Batch& batch);

  Log& log_;
  Logger& logger_;
  Core core_;
  std::optional<LogClock> clock_;
  Time wall_noted_at_;

  std::mutex mutex_;  // Of the inbox.
  std::condition_variable arrived_;
  std::vector<Waiting> inbox_;
  std::size_t commands_of_people_ = 0;
  bool stopping_ = false;

  std::atomic<bool> ready_ = false;
  std::atomic<std::int64_t> wall_offset_us_ = 0;
};

}  // namespace relevo
