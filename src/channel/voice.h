// Voice as a channel: turns what voice processes report into commands, and what the core believes
// into what they should make true. Decides nothing and keeps no truth.
//
//   fact -> command -> engine -> events -> Believed -> link::Desired -> voice
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/logger.h"
#include "base/result.h"
#include "core/command_port.h"
#include "core/record.h"
#include "link/messages.h"

namespace relevo {

/// The devices' accounts and the trunks, as the channel asks for them; see link::Accounts. On a
/// Fault voice keeps what it was told before: an empty list would drop every phone.
using AccountsSource = std::function<Result<link::Accounts>()>;

/// What voice tells of a page's phone; called on the channel's thread.
using PhoneListener = std::function<void(const link::PhoneTold&)>;

struct VoiceChannelOptions {
  std::string socket_path;   // Where voice processes connect; made here.
  PhoneListener on_phone;    // Must not block.
  std::string records_path;  // Callers are looked up or created here before the core hears of them.
};

/// What a voice process last told of itself.
struct NodeFigures {
  NodeId node;
  link::VoiceFigures figures;
};

/// Runs one thread of its own.
class VoiceChannel {
 public:
  /// `accounts` is called on the channel's thread, at each greeting and after accounts_changed.
  /// Fault network: the socket. Fault disk: the records store.
  static Result<std::unique_ptr<VoiceChannel>> start(const VoiceChannelOptions& options,
                                                     ChannelPort& engine, AccountsSource accounts,
                                                     Logger& logger);
  virtual ~VoiceChannel() = default;

  /// A batch is durable: `touched` is what the core believes of every contact that it names.
  /// Engine's thread; never blocks.
  virtual void on_batch(const Batch& batch, std::vector<Believed> touched) = 0;

  /// Devices or trunks may differ now. Any thread.
  virtual void accounts_changed() = 0;

  /// To the voice process that has the user's phone, else that of their contact, else the one that
  /// reported last; without any the answer is that there is none. Any thread, as the next.
  virtual void offer_phone(link::PhoneOffer offer) = 0;
  virtual void close_phone(link::PhoneGone gone) = 0;
  virtual void lose_phone(link::PhoneUnwatched unwatched) = 0;

  /// Where the connected voice process takes calls (ADDR:PORT); empty while there is none. Any
  /// thread.
  virtual std::string sip_address() const = 0;

  /// Of the voice processes that are connected and have told any, by node. Any thread.
  virtual std::vector<NodeFigures> figures() const = 0;
};

}  // namespace relevo
