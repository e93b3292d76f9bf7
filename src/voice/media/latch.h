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

/// Packets are taken from the address that signalling named and from no other; where signalling
/// leaves two open, the first packet says which it is. It also fixes the port, because a phone
/// behind a router sends from another than its SDP says. Another port, or the other address, takes
/// over only when the fixed one has been quiet for `quiet_after`: so that nobody who shares an
/// address can take a live stream away, and no stray packet decides for ever.
class Latch {
 public:
  explicit Latch(Duration quiet_after) : quiet_after_(quiet_after) {}

  /// What signalling says now; `or_address`: where it may be as well, 0 = nowhere else. The same
  /// again keeps what was learnt.
  void expect(Endpoint named, std::uint32_t or_address = 0) {
    if (named == named_ && or_address == or_address_) return;
    named_ = named;
    or_address_ = or_address;
    learnt_ = {};
  }

  /// Whether a packet that is valid otherwise belongs to the leg; learns from it.
  bool take(Endpoint source, Time now) {
    if (!is_named(source)) return false;
    if (source != learnt_) {
      if (learnt_.port != 0 && now - last_ < quiet_after_) return false;
      learnt_ = source;
    }
    last_ = now;
    return true;
  }

  /// What another process had learnt about what signalling names. Address 0: the named one.
  void resume(Endpoint learnt) {
    learnt_ = {is_named(learnt) ? learnt.address : named_.address, learnt.port};
  }

  /// From where they send; port 0: nothing came yet.
  Endpoint learnt() const { return learnt_; }

  /// Where to send. Port 0: nowhere yet.
  Endpoint target() const { return learnt_.port != 0 ? learnt_ : named_; }

 private:
  bool is_named(Endpoint source) const {
    return source.address == named_.address || (or_address_ != 0 && source.address == or_address_);
  }

  Duration quiet_after_;
  Endpoint named_;
  std::uint32_t or_address_ = 0;
  Endpoint learnt_;
  Time last_;
};

}  // namespace relevo::voice
