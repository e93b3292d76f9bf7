// RTP packets (RFC 3550 section 5.1): read strictly, written with a header of 12 bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace relevo::voice {

inline constexpr std::size_t rtp_header_size = 12;
inline constexpr std::size_t datagram_bytes_max = 1500;  // Longer ones are dropped.
inline constexpr std::size_t payload_bytes_max = 1280;   // 160 ms of G.711.

struct RtpHeader {
  bool marker = false;
  std::uint8_t payload_type = 0;  // 0 .. 127.
  std::uint16_t sequence = 0;
  std::uint32_t timestamp = 0;
  std::uint32_t ssrc = 0;
};

struct RtpPacket {
  RtpHeader header;
  std::span<std::uint8_t>
      payload;  // Inside the datagram, at least rtp_header_size behind its start.
};

/// A datagram as RTP, or nothing when it is not version 2, when its parts do not add up, or when
/// its payload is empty or over payload_bytes_max. CSRCs, extension and padding are left out.
std::optional<RtpPacket> parse_rtp(std::span<std::uint8_t> datagram);

/// Writes a header without CSRC, extension or padding.
void write_rtp(std::span<std::uint8_t, rtp_header_size> out, const RtpHeader& header);

/// Numbers in network order.
constexpr std::uint16_t get_u16(const std::uint8_t* at) {
  return static_cast<std::uint16_t>(at[0] << 8 | at[1]);
}
constexpr std::uint32_t get_u32(const std::uint8_t* at) {
  return std::uint32_t{get_u16(at)} << 16U | get_u16(at + 2);
}
constexpr void put_u16(std::uint8_t* at, std::uint16_t value) {
  at[0] = static_cast<std::uint8_t>(value >> 8U);
  at[1] = static_cast<std::uint8_t>(value);
}
constexpr void put_u32(std::uint8_t* at, std::uint32_t value) {
  put_u16(at, static_cast<std::uint16_t>(value >> 16U));
  put_u16(at + 2, static_cast<std::uint16_t>(value));
}

}  // namespace relevo::voice
