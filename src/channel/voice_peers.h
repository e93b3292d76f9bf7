// What core's side says to voice processes and makes of what they say: greetings, facts, reports,
// and what should be. Without socket, thread and store: voice.cpp brings those, the simulator
// fakes.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/bytes.h"
#include "base/logger.h"
#include "base/result.h"
#include "channel/voice.h"
#include "core/command_port.h"
#include "link/messages.h"

namespace relevo {

/// A connection to a voice process; its number never comes back.
using PeerId = std::uint64_t;

/// Who carries what is said. Nothing that VoicePeers calls may call back into it before it returns.
class VoiceCarrier {
 public:
  virtual ~VoiceCarrier() = default;

  virtual void send(PeerId peer, const link::ToVoice& message) = 0;

  /// Nothing more is said there: the connection is to be closed.
  virtual void drop(PeerId peer) = 0;

  /// Carries out `step` on the thread that VoicePeers lives on. Any thread.
  virtual void post(std::function<void()> step) = 0;

  /// The person who calls from there; none when the store cannot say.
  virtual PersonId person_of(std::string_view caller) = 0;

  /// What voice says of a page's phone.
  virtual void phone_told(const link::PhoneTold& told) = 0;

  /// None when they cannot be read: voice keeps what it was told before.
  virtual std::optional<link::Accounts> accounts() = 0;
};

/// On one thread.
class VoicePeers {
 public:
  /// Refers to all three.
  VoicePeers(ChannelPort& engine, VoiceCarrier& carrier, Logger& logger)
      : engine_(engine), carrier_(carrier), logger_(logger) {}

  void connected(PeerId id) { peers_.try_emplace(id); }

  /// The body of a frame. Fault protocol: it is none that may come there; lose the peer then.
  /// Nothing of a peer that is gone is taken, nor a message that only a later voice knows.
  Result<void> take(PeerId id, ByteView body);

  /// The connection is over, or is to be: drops it and tells the core, so that this stands before
  /// what a newer connection of that node says. Once; later ones do nothing.
  void lose(PeerId id, const Fault& why);

  /// A batch is durable: facts that are in it, and what the core believes of each contact in it.
  void on_batch(const std::vector<FactsTaken>& taken, const std::vector<Believed>& touched);

  void accounts_changed();

  /// As of VoiceChannel.
  void offer_phone(const link::PhoneOffer& offer);
  void close_phone(const link::PhoneGone& gone);
  void lose_phone(const link::PhoneUnwatched& unwatched);

  /// The connection that was made longest ago of those that have not said who they are.
  std::optional<PeerId> oldest_stranger() const;

  /// As of VoiceChannel.
  std::string sip_address() const;
  std::vector<NodeFigures> figures() const;

  /// Whether one of these two may be another than at the last asking.
  bool take_changed() { return std::exchange(changed_, false); }

 private:
  /// One voice process as this end sees it. Gone with its connection.
  struct Peer {
    NodeId node;
    std::uint64_t session = 0;
    std::string sip_address;
    std::optional<link::VoiceFigures> figures;
    bool greeted = false;     // Hello came.
    bool welcomed = false;    // Welcome and accounts went out, which nothing may overtake.
    bool reconciled = false;  // Its report is in the log: from here on it gets what changes.
    // Calls that it told of here before its report was in the log. The report may list them still,
    // and they are taken on or refused already.
    std::set<LegId> judged;
  };

  /// Where a user can be found, each as far as it is known.
  struct Place {
    NodeId phone_at;    // Where the phone of their page is, or was offered last.
    NodeId contact_at;  // Where their last contact is.
    std::uint64_t phone = 0;
    std::optional<link::PhoneOffer> unanswered;
  };

  Result<void> take(PeerId id, Peer& peer, const link::Hello& hello);
  Result<void> take(PeerId id, Peer& peer, const link::Fact& fact);
  Result<void> take(PeerId id, Peer& peer, const link::LegsReport& report);
  Result<void> take(PeerId id, Peer& peer, const link::VoiceFigures& figures);
  Result<void> take(PeerId id, Peer& peer, const link::PhoneTold& told);
  void take_call(PeerId id, const Source& source, const link::CallArrived& call);
  void welcome(PeerId id, const Welcomed& welcomed);
  void reconciled(PeerId id, const link::LegsReport& report, const Welcomed& welcomed);
  PeerId latest_reconciled() const;
  PeerId peer_at(NodeId node) const;
  PeerId peer_for_phone_of(const Code& user) const;
  void note_contact(const Believed& believed);
  void forget_offer(const Code& user, std::uint64_t phone);
  void send(PeerId id, const link::ToVoice& message);
  void send_to_all(const link::ToVoice& message);
  void send_desired(PeerId id, const Peer& peer, const Believed& believed);

  ChannelPort& engine_;
  VoiceCarrier& carrier_;
  Logger& logger_;
  std::map<PeerId, Peer> peers_;
  std::map<Code, Place> places_;  // Of users: never more than the operations have had.
  PeerId latest_ = 0;             // Who reconciled last.
  bool changed_ = false;
};

}  // namespace relevo
