// The keys of a browser's leg: DTLS-SRTP (RFC 5763, 5764) as server, by OpenSSL.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "base/time.h"
#include "voice/web/srtp.h"

namespace relevo::voice {

/// Whether a datagram can be DTLS and not STUN or RTP, by its first byte (RFC 7983 section 7).
constexpr bool is_dtls(std::span<const std::uint8_t> datagram) {
  return !datagram.empty() && datagram[0] >= 20 && datagram[0] < 64;
}

/// Who we are to browsers: an ECDSA key and a certificate of our own making, which the browser
/// trusts because its fingerprint came with our answer. New at each start of the process.
class DtlsIdentity {
 public:
  /// Fault limit: OpenSSL could not make it; says why.
  static Result<DtlsIdentity> make();

  /// SHA-256 of the certificate as SDP writes it (RFC 8122): `sha-256 AB:CD:...`.
  const std::string& fingerprint() const { return fingerprint_; }

 private:
  friend class DtlsServer;
  struct End {
    void operator()(void* context) const;
  };

  DtlsIdentity() = default;

  std::unique_ptr<void, End> context_;  // SSL_CTX.
  std::string fingerprint_;
};

/// One handshake. Takes a millisecond of computing where it signs: not for the media thread.
class DtlsServer {
 public:
  static constexpr std::size_t datagram_bytes_max = 1200;  // Of ours.
  static constexpr int datagrams_max = 64;  // Of theirs: a handshake with its repetitions takes 20.

  enum class Stage : std::uint8_t { shaking_hands, done, failed };

  /// The browser's certificate must have `fingerprint`, as its offer writes it. Fault limit.
  static Result<DtlsServer> make(const DtlsIdentity& identity, std::string fingerprint);

  /// Takes a datagram; gives what is to be sent now, one datagram each.
  std::vector<Bytes> take(std::span<const std::uint8_t> datagram);

  /// How long until our last datagrams must be sent again; nothing when none wait for an answer.
  std::optional<Duration> repeat_in() const;

  /// The datagrams that must be sent again, when they are due.
  std::vector<Bytes> repeat();

  Stage stage() const { return stage_; }

  /// Why it failed: for the log.
  const std::string& why() const { return why_; }

  /// Once done.
  const SrtpKeys& keys() const { return keys_; }

 private:
  struct End {
    void operator()(void* session) const;
  };

  explicit DtlsServer(std::string fingerprint) : fingerprint_(std::move(fingerprint)) {}
  void finish();
  void fail(std::string why);
  std::vector<Bytes> written();

  std::unique_ptr<void, End> session_;  // SSL.
  std::string fingerprint_;
  Stage stage_ = Stage::shaking_hands;
  int taken_ = 0;
  SrtpKeys keys_{};
  std::string why_;
};

}  // namespace relevo::voice
