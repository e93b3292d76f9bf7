// What the SIP thread counts.
#pragma once

#include <cstdint>

#include "voice/sip/sofia.h"

namespace relevo::voice {

/// SIP thread only.
struct SipMetrics {
  std::uint64_t invites = 0;  // Requests taken, retransmissions left out; re-INVITEs too.
  std::uint64_t registers = 0;
  std::uint64_t byes = 0;
  std::uint64_t options = 0;
  std::uint64_t others = 0;
  std::uint64_t calls_shed = 0;  // Answered 503.

  void take(sip_method_t method) {
    if (method == sip_method_ack) return;
    if (method == sip_method_invite) return void(++invites);
    if (method == sip_method_register) return void(++registers);
    if (method == sip_method_bye) return void(++byes);
    if (method == sip_method_options) return void(++options);
    ++others;
  }
};

}  // namespace relevo::voice
