// Between the API and the voice channel, which do not know each other: the phones in pages.
#pragma once

#include <mutex>
#include <vector>

#include "api/phone_port.h"
#include "api/server.h"
#include "channel/voice.h"

namespace relevo {

/// Passes on both ways from open() to close(). Pages come as soon as the API listens: what they
/// offer before open() waits for it. Behind close() nothing is passed on, as without voice.
class PhoneLine final : public PhonePort {
 public:
  static constexpr std::size_t waiting_max = 4000;

  /// Both must be there until close().
  void open(VoiceChannel& voice, ApiServer& pages);
  void close();

  /// Of the API. Any thread, as the next.
  bool offer(PhoneOffer offer) override;
  void close(const Code& user, std::uint64_t phone) override;
  void lost(const Code& user, std::uint64_t phone) override;

  /// Of the channel.
  void tell(const link::PhoneTold& told);

 private:
  void pass(PhoneOffer offer);

  std::mutex mutex_;
  VoiceChannel* voice_ = nullptr;
  ApiServer* pages_ = nullptr;
  std::vector<PhoneOffer> waiting_;
  bool opened_ = false;
};

}  // namespace relevo
