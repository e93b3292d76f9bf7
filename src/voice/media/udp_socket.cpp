#include "voice/media/udp_socket.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/ip.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstring>
#include <string>

namespace relevo::voice {

namespace {

constexpr std::uint32_t multicast_first = 0xE0000000;

constexpr int receive_buffer_bytes = 128 * 1024;  // Over a second of one call, for a late thread.

sockaddr_in sockaddr_of(Endpoint endpoint) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(endpoint.address);
  address.sin_port = htons(endpoint.port);
  return address;
}

}  // namespace

Result<UdpSocket> UdpSocket::bind(Endpoint local) {
  UdpSocket socket{Descriptor{::socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)}};
  const int descriptor = socket.descriptor();
  if (descriptor < 0) {
    return fault(Fault::Kind::network, std::string("media: a socket: ") + std::strerror(errno));
  }
  const sockaddr_in address = sockaddr_of(local);
  if (::bind(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0) {
    return fault(Fault::Kind::network, "media: binding UDP port " + std::to_string(local.port) +
                                           ": " + std::strerror(errno));
  }
  const int tos = IPTOS_DSCP_EF;
  static_cast<void>(::setsockopt(descriptor, IPPROTO_IP, IP_TOS, &tos, sizeof(tos)));
  static_cast<void>(::setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &receive_buffer_bytes,
                                 sizeof(receive_buffer_bytes)));
  return socket;
}

std::optional<std::size_t> UdpSocket::receive(std::span<std::uint8_t> buffer,
                                              Endpoint& source) const {
  sockaddr_in from{};
  socklen_t size = sizeof(from);
  const ssize_t n = ::recvfrom(descriptor(), buffer.data(), buffer.size(), 0,
                               reinterpret_cast<sockaddr*>(&from), &size);
  if (n < 0) return std::nullopt;
  source = {ntohl(from.sin_addr.s_addr), ntohs(from.sin_port)};
  return static_cast<std::size_t>(n);
}

bool UdpSocket::send(std::span<const std::uint8_t> datagram, Endpoint target) const {
  const sockaddr_in to = sockaddr_of(target);
  return ::sendto(descriptor(), datagram.data(), datagram.size(), 0,
                  reinterpret_cast<const sockaddr*>(&to), sizeof(to)) >= 0;
}

Result<std::uint32_t> ipv4(const std::string& dotted) {
  in_addr address{};
  if (::inet_pton(AF_INET, dotted.c_str(), &address) != 1) {
    return fault(Fault::Kind::input, "media: " + dotted + " is not an IPv4 address");
  }
  return ntohl(address.s_addr);
}

Result<std::uint32_t> ipv4_of_host(const std::string& dotted) {
  auto address = ipv4(dotted);
  if (address && *address >= multicast_first) {
    return fault(Fault::Kind::input, "media: " + dotted + " is not the address of one host");
  }
  return address;
}

}  // namespace relevo::voice
