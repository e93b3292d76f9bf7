// A non-blocking UDP socket, closed with its owner.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "base/result.h"
#include "voice/media/descriptor.h"
#include "voice/media/latch.h"

namespace relevo::voice {

class UdpSocket {
 public:
  /// None: takes and sends nothing.
  UdpSocket() = default;

  /// Binds it, marked for expedited forwarding (DSCP EF) where the system lets us. Fault network.
  static Result<UdpSocket> bind(Endpoint local);

  int descriptor() const { return descriptor_.number(); }

  /// The next datagram, cut off at the buffer's end, and who sent it; nothing when none waits.
  std::optional<std::size_t> receive(std::span<std::uint8_t> buffer, Endpoint& source) const;

  /// Whether the system took it.
  bool send(std::span<const std::uint8_t> datagram, Endpoint target) const;

 private:
  explicit UdpSocket(Descriptor descriptor) : descriptor_(std::move(descriptor)) {}

  Descriptor descriptor_;
};

/// An IPv4 address in dotted form, in host order. Fault input.
Result<std::uint32_t> ipv4(const std::string& dotted);

/// The same; Fault input also for addresses from the multicast ones on, which are not one host's.
Result<std::uint32_t> ipv4_of_host(const std::string& dotted);

}  // namespace relevo::voice
