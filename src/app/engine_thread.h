// The engine on a thread of its own: the inbox in front of it, which any thread may fill.
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <vector>

#include "api/engine_port.h"
#include "app/clock.h"
#include "app/state_looks.h"
#include "engine/admission.h"
#include "engine/engine.h"

namespace relevo {

/// How much room the log's volume has. Engine's thread; about once a second.
using RoomSource = std::function<Result<VolumeRoom>()>;

class EngineThread final : public EnginePort, public ChannelPort {
 public:
  static constexpr Duration room_asked_each = seconds(1);
  static constexpr Duration held_tried_each = milliseconds(200);

  EngineThread(Log& log, RoomSource room, Logger& logger);

  /// Engine::note_in. Before replay.
  void note_in(InHand& in_hand) { engine_.note_in(in_hand); }

  /// Engine::restore. Once, before replay.
  void restore(State state) { engine_.restore(std::move(state)); }

  /// Engine::replay. Once, before run and before other threads know the engine.
  Result<void> replay(const EngineSinks& sinks);

  /// Serves until stop(); the first batch is the start of the core. Gives the Fault that ended it
  /// when the log could not be written: the process must end then, and a restart finds out.
  ///
  /// A full disk ends nothing: what did not fit is tried again, and until it fits only facts are
  /// taken. Fault limit: stop() came before there was room.
  Result<void> run(const EngineSinks& sinks);

  /// Any thread. What is in the inbox by then is still served.
  void stop();

  void set_ready(bool ready) { ready_ = ready; }

  void post(Request request, std::function<void(const Answer&)> done) override;
  void welcome(NodeId node, std::uint64_t session,
               std::function<void(const Welcomed&)> done) override;
  bool takes_arrivals() const override;
  bool takes_facts() const override;
  bool inspect(StateTold done) override;
  bool ready() const override { return ready_; }
  Time now() const override { return clock_.now(); }
  Duration wall_offset() const override { return {wall_offset_us_.load()}; }

  /// Commands and looks in the inbox now, and the commands of people refused because it was full.
  /// Any thread.
  std::size_t waiting() const;
  std::uint64_t shed() const { return shed_.value(); }
  const EngineMetrics& metrics() const { return engine_.metrics(); }

  /// Engine's thread, or before run.
  const Core& core() const { return engine_.core(); }

 private:
  /// What is in the inbox.
  struct Waits {
    Load load;
    std::optional<Time> since;  // Of the oldest.
  };

  Load load() const;
  void look(Looking looking);
  void show_state(const Core& core);
  bool wait_for_work(std::vector<Waiting>& work);
  bool wait_for_room(std::vector<Waiting>& work);
  void ask_for_room();
  void set_room(Room room);
  void refuse_rest(std::vector<Waiting>& work);

  LogClock clock_;
  Engine engine_;
  const RoomSource room_source_;
  Logger& logger_;

  mutable std::mutex mutex_;  // Of all up to the next empty line.
  std::condition_variable arrived_;
  std::vector<Waiting> inbox_;
  Waits in_inbox_;
  StateLooks looks_;
  std::optional<Time> in_hand_since_;
  Room room_ = Room::plenty;
  bool stopping_ = false;

  Time room_asked_at_;  // Engine's thread.
  Counter shed_;

  std::atomic<bool> ready_ = false;
  std::atomic<std::int64_t> wall_offset_us_ = 0;
};

}  // namespace relevo
