// Core's end of the link, without socket and thread: what channel/voice.cpp does, step by step.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/command_port.h"
#include "core/record.h"
#include "link/messages.h"
#include "sim/stream.h"
#include "sim/trace.h"
#include "sim/wire.h"

namespace relevo::sim {

/// Who a caller is: the records store of the simulated day. Outlives every core.
class People {
 public:
  PersonId person_of(const std::string& caller);

 private:
  std::map<std::string, PersonId> known_;
};

class ChannelEnd {
 public:
  /// Told of each message before it leaves.
  using OnSend = std::function<void(const link::ToVoice&)>;

  ChannelEnd(ChannelPort& engine, People& people, Trace& trace, OnSend on_send)
      : engine_(engine), people_(people), trace_(trace), on_send_(std::move(on_send)) {}
  ~ChannelEnd();
  ChannelEnd(const ChannelEnd&) = delete;
  ChannelEnd& operator=(const ChannelEnd&) = delete;

  void connect(std::shared_ptr<Wire> wire);

  /// A batch is durable: `touched` is what the core believes of every contact that it names.
  void on_batch(const Batch& batch, const std::vector<Believed>& touched);

  /// Of a thousand frames so many are said twice.
  void set_repeats(std::uint32_t per_mille, Chance* chance) {
    repeats_ = per_mille;
    chance_ = chance;
  }

 private:
  struct Peer {
    std::shared_ptr<Wire> wire;
    FrameStream stream;
    NodeId node;
    std::uint64_t session = 0;
    bool greeted = false;
    bool reconciled = false;
  };

  void lose(std::uint64_t id);
  Result<void> take(std::uint64_t id, Peer& peer, const link::Hello& hello);
  Result<void> take(std::uint64_t id, Peer& peer, const link::Fact& fact);
  Result<void> take(std::uint64_t id, Peer& peer, const link::LegsReport& report);
  Result<void> take(std::uint64_t id, Peer& peer, const link::VoiceFigures& figures);
  void take_arrival(std::uint64_t id, const Source& source, const link::CallArrived& arrived);
  void reconciled(std::uint64_t id, const std::vector<ContactId>& reported,
                  const Welcomed& welcomed);
  void send(Peer& peer, const link::ToVoice& message);
  void send_desired(Peer& peer, const Believed& believed);

  ChannelPort& engine_;
  People& people_;
  Trace& trace_;
  OnSend on_send_;
  std::map<std::uint64_t, Peer> peers_;
  std::uint64_t peers_made_ = 0;
  std::uint32_t repeats_ = 0;
  Chance* chance_ = nullptr;
};

}  // namespace relevo::sim
