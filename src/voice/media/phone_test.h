// A phone for tests: a UDP socket at 127.0.0.1 that sends and waits for RTP.
#pragma once

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/bytes.h"
#include "voice/media/rtp.h"
#include "voice/media/udp_socket.h"

namespace relevo::voice {

inline constexpr std::uint32_t loopback = 0x7F000001;

/// An RTP packet that arrived, with a copy of its payload.
struct Arrived {
  RtpHeader header;
  Bytes payload;
};

class Phone {
 public:
  Phone() : socket_(std::move(UdpSocket::bind({loopback, 0}).value())) {
    sockaddr_in local{};
    socklen_t size = sizeof(local);
    ::getsockname(socket_.descriptor(), reinterpret_cast<sockaddr*>(&local), &size);
    port_ = ntohs(local.sin_port);
  }

  std::uint16_t port() const { return port_; }

  bool send(std::uint16_t to_port, const RtpHeader& header, const Bytes& payload) const {
    Bytes datagram(rtp_header_size);
    write_rtp(std::span<std::uint8_t, rtp_header_size>{datagram.data(), rtp_header_size}, header);
    datagram.insert(datagram.end(), payload.begin(), payload.end());
    return send_raw(to_port, datagram);
  }

  bool send_raw(std::uint16_t to_port, const Bytes& datagram) const {
    return socket_.send(datagram, {loopback, to_port});
  }

  /// The next datagram, waited for.
  std::optional<Bytes> receive_raw(int timeout_ms) const {
    pollfd waiting{.fd = socket_.descriptor(), .events = POLLIN, .revents = 0};
    if (::poll(&waiting, 1, timeout_ms) != 1) return std::nullopt;
    Bytes datagram(2048);
    Endpoint source;
    const auto size = socket_.receive(datagram, source);
    if (!size) return std::nullopt;
    datagram.resize(*size);
    return datagram;
  }

  std::optional<Arrived> receive(int timeout_ms = 5000) const {
    auto datagram = receive_raw(timeout_ms);
    if (!datagram) return std::nullopt;
    const auto packet = parse_rtp(*datagram);
    if (!packet) return std::nullopt;
    return Arrived{packet->header, Bytes(packet->payload.begin(), packet->payload.end())};
  }

 private:
  UdpSocket socket_;
  std::uint16_t port_ = 0;
};

}  // namespace relevo::voice
