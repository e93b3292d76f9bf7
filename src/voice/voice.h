// The voice process: SIP and media for one node, told by core what should be.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>

#include "base/id.h"
#include "base/logger.h"
#include "base/result.h"
#include "base/time.h"
#include "voice/media/media.h"

namespace relevo::voice {

struct VoiceOptions {
  std::string sip_address = "127.0.0.1";  // IPv4 that SIP listens on, UDP and TCP.
  std::uint16_t sip_port = 5060;          // 0 = a free one, told to core in Hello.
  std::string public_address;             // For Contact and SDP; empty = sip_address.
  std::string realm = "relevo";           // Of digest: HA1 = MD5(user:realm:secret).
  NodeId node;
  std::string link_path;       // Unix socket of core.
  std::string leg_store_path;  // On a tmpfs, so that it outlives the process.
  std::array<std::uint8_t, 32> leg_store_key{};
  MediaOptions media;
  Duration drain = seconds(30);            // How long live calls may go on after the stop signal.
  std::function<void()> on_ready = [] {};  // Once: core is there, calls are taken. SIP thread.

  /// Whether nobody is there to supervise this process: it drains as long as that is so. SIP
  /// thread, each second; must not block.
  std::function<bool()> is_alone = [] { return false; };
};

/// Runs until `stop_event` (an eventfd or signalfd, not blocking) becomes readable, then drains:
/// new calls get 503, live ones may end by themselves for `options.drain`, the rest gets BYE. The
/// calling thread becomes the SIP thread. A second stop event ends the draining at once; that
/// nobody supervises this process never does.
///
/// Fault network: an address cannot be bound. Fault disk: the leg store or the recordings folder.
Result<void> run_voice(const VoiceOptions& options, Logger& logger, int stop_event);

}  // namespace relevo::voice
