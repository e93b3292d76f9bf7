// The engine on a thread of its own: the inbox in front of it, which any thread may fill.
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <vector>

#include "api/engine_port.h"
#include "app/clock.h"
#include "engine/engine.h"

namespace relevo {

class EngineThread final : public EnginePort, public ChannelPort {
 public:
  static constexpr std::size_t commands_of_people_max = 10'000;  // Waiting; more are refused.

  EngineThread(Log& log, Logger& logger);

  /// Engine::replay. Once, before run and before other threads know the engine.
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
  Time now() const override { return clock_.now(); }
  Duration wall_offset() const override { return {wall_offset_us_.load()}; }

  /// Engine's thread, or before run.
  const Core& core() const { return engine_.core(); }

 private:
  bool wait_for_work(std::vector<Waiting>& work);
  void look(Looking looking);
  void refuse_rest();

  LogClock clock_;
  Engine engine_;

  std::mutex mutex_;  // Of the inbox.
  std::condition_variable arrived_;
  std::vector<Waiting> inbox_;
  std::size_t commands_of_people_ = 0;
  bool stopping_ = false;

  std::atomic<bool> ready_ = false;
  std::atomic<std::int64_t> wall_offset_us_ = 0;
};

}  // namespace relevo
