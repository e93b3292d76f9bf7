// From where a leg's packets may come, and where ours go: symmetric RTP (RFC 4961).
#pragma once

#include <cstdint>

#include "base/time.h"

namespace relevo::voice {

/// An IPv4 address and port, both in host order.
struct Endpoint {
  std::uint32_t address = 0;
  std::uint16_t port = 0;

  friend constexpr bool operator==(const Endpoint&, const Endpoint&) = default;
};

/// Packets are taken from the address that signalling named and from no other. The first one
/// fixes the port, because a phone behind a router sends from another than its SDP says. Another
/// port takes over only when the fixed one has been quiet for `quiet_after`, so that nobody who
/// shares the address can take a live stream away.
class Latch {
 public:
  explicit Latch(Duration quiet_after) : quiet_after_(quiet_after) {}

  /// What signalling says now. The same endpoint again keeps what was learnt.
  void expect(Endpoint named) {
    if (named == named_) return;
    named_ = named;
    learnt_port_ = 0;
  }

  /// Whether a packet that is valid otherwise belongs to the leg; learns from it.
  bool take(Endpoint source, Time now) {
    if (source.address != named_.address) return false;
    if (source.port != learnt_port_) {
      if (learnt_port_ != 0 && now - last_ < quiet_after_) return false;
      learnt_port_ = source.port;
    }
    last_ = now;
    return true;
  }

  /// What another process had learnt about the endpoint that signalling names.
  void resume(std::uint16_t learnt_port) { learnt_port_ = learnt_port; }

  std::uint16_t learnt_port() const { return learnt_port_; }

  /// Where to send. Port 0: nowhere yet.
  Endpoint target() const {
    return {named_.address, learnt_port_ != 0 ? learnt_port_ : named_.port};
  }

 private:
  Duration quiet_after_;
  Endpoint named_;
  std::uint16_t learnt_port_ = 0;  // 0 = nothing came yet.
  Time last_;
};

}  // namespace relevo::voice
