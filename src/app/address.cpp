#include "app/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <optional>

namespace relevo {

namespace {

std::optional<std::uint16_t> port_of(std::string_view text) {
  std::uint16_t port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return port;
}

sockaddr_in socket_address(const Address& address) {
  sockaddr_in result{};
  result.sin_family = AF_INET;
  result.sin_port = htons(address.port);
  ::inet_pton(AF_INET, address.host.c_str(), &result.sin_addr);
  return result;
}

std::uint16_t bound_port(int descriptor) {
  sockaddr_in address{};
  socklen_t size = sizeof(address);
  ::getsockname(descriptor, reinterpret_cast<sockaddr*>(&address), &size);
  return ntohs(address.sin_port);
}

tl::unexpected<Fault> cannot_bind(const std::string& flag, const Address& address, int error) {
  const std::string why = error == EADDRINUSE
                              ? "the port is taken by another program; end it or choose another "
                                "port, 0 for any that is free"
                              : std::string(std::strerror(error)) +
                                    "; give an address of this machine and a port you may use";
  return fault(Fault::Kind::network, flag + " " + address.text() + ": " + why);
}

Result<int> bound(const std::string& flag, const Address& address, int type) {
  const int descriptor = ::socket(AF_INET, type | SOCK_CLOEXEC, 0);
  if (descriptor < 0) return cannot_bind(flag, address, errno);
  if (type == SOCK_STREAM) {
    const int on = 1;
    ::setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
  }
  const sockaddr_in to = socket_address(address);
  if (::bind(descriptor, reinterpret_cast<const sockaddr*>(&to), sizeof(to)) != 0) {
    const int error = errno;
    ::close(descriptor);
    return cannot_bind(flag, address, error);
  }
  return descriptor;
}

}  // namespace

Result<Address> parse_address(const std::string& flag, const std::string& text) {
  const std::size_t colon = text.rfind(':');
  Address address;
  std::optional<std::uint16_t> port;
  if (colon != std::string::npos) {
    address.host = text.substr(0, colon);
    port = port_of(std::string_view(text).substr(colon + 1));
  }
  in_addr parsed{};
  if (!port || ::inet_pton(AF_INET, address.host.c_str(), &parsed) != 1) {
    return fault(Fault::Kind::input,
                 flag + " " + text + ": is not ADDR:PORT; right would be 127.0.0.1:8080");
  }
  address.port = *port;
  return address;
}

Result<void> parse_public_address(const std::string& flag, const std::string& text) {
  in_addr parsed{};
  if (text.empty() || ::inet_pton(AF_INET, text.c_str(), &parsed) == 1) return {};
  return fault(Fault::Kind::input,
               flag + " " + text + ": is no IPv4 address; right would be 203.0.113.7");
}

Result<int> listen_tcp(const std::string& flag, const Address& address) {
  const auto descriptor = bound(flag, address, SOCK_STREAM);
  if (!descriptor) return descriptor;
  if (::listen(*descriptor, SOMAXCONN) != 0) {
    const int error = errno;
    ::close(*descriptor);
    return cannot_bind(flag, address, error);
  }
  return descriptor;
}

Result<Address> free_sip_address(const std::string& flag, const Address& address) {
  constexpr int tries = 16;  // A port free for UDP may be taken for TCP.
  for (int i = 0; i < tries; ++i) {
    const auto udp = bound(flag, address, SOCK_DGRAM);
    if (!udp) return tl::unexpected<Fault>(udp.error());
    Address whole = address;
    whole.port = bound_port(*udp);
    const auto tcp = bound(flag, whole, SOCK_STREAM);
    ::close(*udp);
    if (tcp) {
      ::close(*tcp);
      return whole;
    }
    if (address.port != 0) return tl::unexpected<Fault>(tcp.error());
  }
  return cannot_bind(flag, address, EADDRINUSE);
}

Result<PortRange> parse_port_range(const std::string& flag, const std::string& text) {
  const std::size_t dash = text.find('-');
  std::optional<std::uint16_t> first;
  std::optional<std::uint16_t> last;
  if (dash != std::string::npos) {
    first = port_of(std::string_view(text).substr(0, dash));
    last = port_of(std::string_view(text).substr(dash + 1));
  }
  if (!first || !last || *first < 1024 || *first % 2 != 0 || *last <= *first) {
    return fault(Fault::Kind::input,
                 flag + " " + text +
                     ": is not FIRST-LAST with an even first port from 1024 on; right would be "
                     "20000-29999");
  }
  return PortRange{.first = *first, .last = *last};
}

}  // namespace relevo
