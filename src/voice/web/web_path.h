// How a leg of the console reaches its browser: checks, handshake and sealed audio on one socket.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "base/id.h"
#include "base/time.h"
#include "voice/media/rtp.h"
#include "voice/media/udp_socket.h"
#include "voice/web/dtls_worker.h"
#include "voice/web/ice.h"
#include "voice/web/srtp.h"
#include "voice/web/web_mark.h"

namespace relevo::voice {

/// Media thread. A packet costs one receive or one send, and its sealing.
class WebPath {
 public:
  // Browsers check what they use every 2.5 s (Chromium) to 6 s (RFC 7675 section 5.1), without
  // repetition: two of them may get lost.
  static constexpr Duration quiet_max = seconds(15);
  // In a call, when their audio flowed up to then: somebody waits at the other end.
  static constexpr Duration quiet_in_call_max = seconds(3);
  // What comes so long behind the last audio shows that audio ended, and the path did not.
  static constexpr Duration audio_pause_max = seconds(1);

  WebPath(LegId leg, UdpSocket socket, IceLite ice, DtlsWorker& dtls)
      : leg_(leg), socket_(std::move(socket)), ice_(std::move(ice)), dtls_(dtls) {}

  const UdpSocket& socket() const { return socket_; }

  enum class Kind : std::uint8_t { nothing, rtp, rtcp, refused };
  struct Taken {
    Kind kind = Kind::nothing;
    std::span<std::uint8_t> packet;  // Opened, in the buffer.
  };

  /// The datagram that waits, if it is audio or a report; what else comes is dealt with here.
  Taken receive(std::span<std::uint8_t> buffer, Time now);

  /// Whether the system took it. Not before there are keys and a nominated pair.
  bool send_rtp(std::span<const std::uint8_t> packet);
  bool send_rtcp(std::span<const std::uint8_t> packet);

  /// Goes on with the handshake: sends what it says, and seals once it has keys.
  void take(const DtlsStep& step);

  /// What another process would need to go on with it: none before there are keys, nor while it is
  /// what was given last.
  std::optional<WebMark> renewed_mark();

  /// Goes on with what a process that died had; before anything is received.
  Result<void> resume(const WebMark& mark, Time now);

  /// New credentials on both sides: the browser changes networks (RFC 8445 section 9). The keys
  /// stay, and so does the pair until it has nominated another.
  void restart(IceLite ice);

  /// Whether audio can flow both ways: keys are there and the browser was heard of late, by a check
  /// or by what only it can have sealed.
  bool is_alive(Time now, bool in_call) const;

  /// Whether there are keys: the browser has shaken hands. Any thread.
  bool is_sealed() const { return is_sealed_.load(std::memory_order_relaxed); }

  /// Why the handshake failed; empty when it did not.
  const std::string& failed() const { return failed_; }

 private:
  using Seal = std::optional<std::size_t> (Srtp::*)(std::span<std::uint8_t>, std::size_t);
  bool send(std::span<const std::uint8_t> packet, Seal seal);
  void answer_check(std::span<const std::uint8_t> datagram, Endpoint source, Time now);

  LegId leg_;
  UdpSocket socket_;
  IceLite ice_;
  std::optional<IceLite> next_ice_;  // Until the browser has nominated a pair by it.
  DtlsWorker& dtls_;
  std::optional<Srtp> srtp_;
  std::atomic<bool> is_sealed_{false};
  Time opened_at_;  // When the last packet could be opened,
  Time audio_at_;   // and the last of audio.
  SrtpKeys keys_{};
  std::uint32_t ssrc_ = 0;  // Of what was opened last.
  std::optional<WebMark> marked_;
  std::string failed_;
};

}  // namespace relevo::voice
