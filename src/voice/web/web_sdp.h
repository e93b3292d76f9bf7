// What a browser offers for its audio, and our answer (RFC 8829, 8839, 8842, 8843).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "voice/media/media.h"

namespace relevo::voice {

/// What an offer of one audio line says that matters to us.
struct WebOffer {
  WebRemote remote;
  std::string mid;
  std::uint8_t plain_event_type = 0;  // Of telephone-event beside G.711, 0 = none.
};

/// The same without its Opus: the first G.711 of it is answered.
void leave_opus(WebOffer& offer);

/// Reads an offer. Fault protocol: no SDP, or over a limit. Fault input: it is not what browsers
/// say of one audio line: bundled, multiplexed, with ICE, a SHA-256 fingerprint, and G.711.
Result<WebOffer> read_web_offer(std::string_view text);

/// Where the browser finds us.
struct WebLocal {
  std::string address;  // IPv4.
  std::uint16_t port = 0;
  std::uint64_t session = 0;
  std::uint64_t version = 0;
  IceCredentials ice;
  std::string fingerprint;
};

/// Our answer: lite, passive, both directions, one candidate.
std::string make_web_answer(const WebLocal& local, const WebOffer& offer);

}  // namespace relevo::voice
