// Core's end of the link without sockets: the real conversation over the simulated connection.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/logger.h"
#include "channel/voice_peers.h"
#include "core/command_port.h"
#include "core/record.h"
#include "sim/stream.h"
#include "sim/trace.h"
#include "sim/wire.h"

namespace relevo::sim {

/// Who a caller is: the records store of the simulated day. Outlives every core.
class People {
 public:
  PersonId person_of(std::string_view caller);

 private:
  std::map<std::string, PersonId, std::less<>> known_;
};

class ChannelEnd final : private VoiceCarrier {
 public:
  /// Told of each message before it leaves.
  using OnSend = std::function<void(const link::ToVoice&)>;

  ChannelEnd(ChannelPort& engine, People& people, Trace& trace, Logger& logger, OnSend on_send)
      : people_(people),
        trace_(trace),
        on_send_(std::move(on_send)),
        peers_(engine, *this, logger) {}
  ~ChannelEnd() override;
  ChannelEnd(const ChannelEnd&) = delete;
  ChannelEnd& operator=(const ChannelEnd&) = delete;

  void connect(std::shared_ptr<Wire> wire);

  /// A batch is durable: `touched` is what the core believes of every contact that it names.
  void on_batch(const Batch& batch, const std::vector<Believed>& touched);

  /// Of a thousand orders so many are said twice.
  void set_repeats(std::uint32_t per_mille, Chance* chance) {
    repeats_ = per_mille;
    chance_ = chance;
  }

 private:
  void send(PeerId peer, const link::ToVoice& message) override;
  void drop(PeerId peer) override;
  /// There is one thread, and nothing of it is in VoicePeers when the engine answers.
  void post(std::function<void()> step) override { step(); }
  PersonId person_of(std::string_view caller) override { return people_.person_of(caller); }
  void phone_told(const link::PhoneTold& /*told*/) override {}
  std::optional<link::Accounts> accounts() override { return link::Accounts{}; }

  void send_once(PeerId peer, const link::ToVoice& message);

  struct Line {
    std::shared_ptr<Wire> wire;
    FrameStream stream;
  };

  People& people_;
  Trace& trace_;
  OnSend on_send_;
  VoicePeers peers_;
  std::map<PeerId, Line> lines_;
  PeerId lines_made_ = 0;
  std::uint32_t repeats_ = 0;
  Chance* chance_ = nullptr;
};

}  // namespace relevo::sim
