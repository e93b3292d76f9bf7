// ADDR:PORT as people write it, and sockets bound to it.
#pragma once

#include <cstdint>
#include <string>

#include "base/result.h"

namespace relevo {

struct Address {
  std::string host;  // IPv4, dotted.
  std::uint16_t port = 0;

  std::string text() const { return host + ":" + std::to_string(port); }
};

/// `127.0.0.1:8080`. Fault input names `flag` and what would be right.
Result<Address> parse_address(const std::string& flag, const std::string& text);

/// An IPv4 address without a port, or nothing. Fault input.
Result<void> parse_public_address(const std::string& flag, const std::string& text);

/// A TCP socket that listens there; inherited by children. Fault network, with `flag`, when the
/// port is taken or the address is not ours.
Result<int> listen_tcp(const std::string& flag, const Address& address);

/// The address with a port that is free for UDP and TCP at this moment: the given one, or any when
/// it is 0. Fault network as listen_tcp.
Result<Address> free_sip_address(const std::string& flag, const Address& address);

/// `20000-29999`. Fault input.
struct PortRange {
  std::uint16_t first = 0;
  std::uint16_t last = 0;
};
Result<PortRange> parse_port_range(const std::string& flag, const std::string& text);

}  // namespace relevo
