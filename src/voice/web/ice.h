// A browser's way to us: ICE-lite (RFC 8445) over one UDP port, on libre's STUN codec.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "base/bytes.h"
#include "base/time.h"
#include "voice/media/latch.h"

namespace relevo::voice {

/// What one side answers checks with (RFC 8839 section 5.4). The password is a secret.
struct IceCredentials {
  std::string fragment;
  std::string password;
};

/// Random ones: 48 and 192 bits.
IceCredentials new_ice_credentials();

/// Whether a datagram can be STUN and not DTLS or RTP, by its first byte (RFC 7983 section 7).
constexpr bool is_stun(std::span<const std::uint8_t> datagram) {
  return !datagram.empty() && datagram[0] < 4;
}

/// Answers the browser's checks and learns from them where it is: the pair that it nominated last
/// is where we send. It goes on checking what it uses (consent, RFC 7675), so that a path that is
/// dead is known by its silence.
class IceLite {
 public:
  static constexpr std::size_t stun_bytes_max = 548;      // RFC 8489 section 6.1, over IPv4.
  static constexpr Duration peer_quiet_max = seconds(5);  // As often as RFC 7675 has checks.

  IceLite(IceCredentials ours, const std::string& their_fragment);

  /// The reply to a check, for its source; nothing when it is no check of this browser's: not
  /// Binding, for another user, of another password, damaged, or from one that wants us to lead.
  /// What names another user costs a walk over its bytes.
  std::optional<Bytes> take(std::span<const std::uint8_t> datagram, Endpoint source, Time now);

  /// Where the browser is: by the pair that it nominated last, and until it has nominated one by
  /// its last good check; port 0 before that. When none came from there for peer_quiet_max, by the
  /// next good one: its router has given it another port, and it nominates once only.
  Endpoint peer() const { return peer_; }

  /// When the last good check from peer() came; zero before the first.
  Time checked_at() const { return checked_at_; }

  /// Goes on to where another process had learnt that it is.
  void resume(Endpoint peer, Time now) {
    peer_ = peer;
    nominated_ = true;
    checked_at_ = now;
  }

  bool nominated() const { return nominated_; }

  const IceCredentials& ours() const { return ours_; }

 private:
  IceCredentials ours_;
  std::string user_;  // Whom good checks name: both fragments (RFC 8445 section 7.2.2).
  Endpoint peer_;
  bool nominated_ = false;
  Time checked_at_;
};

}  // namespace relevo::voice
