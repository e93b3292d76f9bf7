// The core process: the real engine, core, codec and log, on a disk and clock of the simulation.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/logger.h"
#include "core/command_port.h"
#include "engine/engine.h"
#include "log/segment_log.h"
#include "sim/chance.h"
#include "sim/channel_end.h"
#include "sim/disk.h"
#include "sim/plan.h"
#include "sim/schedule.h"
#include "sim/sim_clock.h"
#include "sim/trace.h"

namespace relevo::sim {

/// What waits for a turn, and since when.
struct TurnItem {
  std::shared_ptr<const Request> request;  // None: somebody who looks at the state.
  Time since;
};

/// Who looks at everything that a core process does. Called in the order in which it happens.
class Onlooker {
 public:
  virtual ~Onlooker() = default;

  virtual void on_start() = 0;  // The log is open; nothing has been read from it yet.
  /// A turn begins; its batches bear this time. `items` stand behind what an earlier one left.
  virtual void on_serve(Time at, std::deque<TurnItem> items) = 0;
  virtual void on_look() = 0;  // Somebody looked at the state: the next item is done.
  virtual void on_publish(const std::shared_ptr<const Batch>& batch, bool replayed) = 0;
  virtual void on_outcome(const Request& request, const Answer& answer) = 0;
  /// After start, and after each turn, which left so many items to the next. `held`: the core is
  /// ahead of a log that has no room.
  virtual void on_served(const Core& core, bool held, std::size_t left) = 0;
  virtual void on_send(const link::ToVoice& message) = 0;
};

enum class CoreEnd : std::uint8_t { killed, power_cut };

class CoreHost final : public ChannelPort {
 public:
  CoreHost(const Plan& plan, Schedule& schedule, SimClock& clock, Disk& disk, Trace& trace,
           Onlooker& onlooker);

  /// Starts a process; when that fails it is tried again after a while, as the supervisor does.
  void start();
  void end(CoreEnd how);
  bool up() const { return running_ != nullptr && running_->ready; }

  /// Nobody answers while it is not up: `done` is then never called.
  void post(Request request, std::function<void(const Answer&)> done) override;
  void welcome(NodeId node, std::uint64_t session,
               std::function<void(const Welcomed&)> done) override;

  bool takes_arrivals() const override { return up() && !running_->engine.held(); }
  bool takes_facts() const override { return up(); }

  /// Voice asks for a connection; false when nobody listens.
  bool connect(std::shared_ptr<Wire> wire);

  void set_slow(bool slow) { slow_ = slow; }
  void set_repeats(std::uint32_t per_mille) { repeats_ = per_mille; }

  /// Whether it waits for room on the disk. Requires up(), as the next two.
  bool held() const { return running_->engine.held(); }
  const Core& core() const { return running_->engine.core(); }
  const SegmentLog& log() const { return *running_->log; }
  /// How many processes there have been.
  std::uint64_t processes() const { return processes_; }

 private:
  struct Running {
    Running(std::unique_ptr<SegmentLog> opened, EngineClock& clock, Logger& logger)
        : log(std::move(opened)), engine(*log, clock, logger) {}
    std::unique_ptr<SegmentLog> log;
    Engine engine;
    std::unique_ptr<ChannelEnd> channel;
    bool ready = false;
  };

  EngineSinks sinks(bool replayed);
  void turn();
  void wake_by(Time when);
  void wake_for_deadline();
  void failed();
  void gone(CoreEnd how);
  bool speaks() const { return running_ != nullptr && !disk_.dead(); }

  const Plan& plan_;
  Schedule& schedule_;
  SimClock& clock_;
  Disk& disk_;
  Trace& trace_;
  Onlooker& onlooker_;
  Chance chance_;
  Chance repeat_chance_;
  NoLogger logger_;
  People people_;
  std::unique_ptr<Running> running_;
  std::vector<Waiting> inbox_;  // And what a turn left in it.
  std::deque<TurnItem> items_;  // The same, for the onlooker.
  std::optional<Time> wake_at_;
  std::uint64_t processes_ = 0;
  bool slow_ = false;
  std::uint32_t repeats_ = 0;
};

}  // namespace relevo::sim
