#include "voice/media/rtp.h"

namespace relevo::voice {

std::optional<RtpPacket> parse_rtp(std::span<std::uint8_t> datagram) {
  if (datagram.size() < rtp_header_size || datagram[0] >> 6U != 2) return std::nullopt;
  const std::uint8_t* bytes = datagram.data();
  const bool padded = (bytes[0] & 0x20U) != 0;
  const bool extended = (bytes[0] & 0x10U) != 0;

  std::size_t begin = rtp_header_size + std::size_t{bytes[0] & 0x0FU} * 4;
  if (extended) {
    if (begin + 4 > datagram.size()) return std::nullopt;
    begin += 4 + std::size_t{get_u16(bytes + begin + 2)} * 4;
  }
  std::size_t end = datagram.size();
  if (padded) {
    const std::size_t padding = bytes[end - 1];
    if (padding == 0 || padding > end) return std::nullopt;
    end -= padding;
  }
  if (begin >= end || end - begin > payload_bytes_max) return std::nullopt;

  RtpPacket packet;
  packet.header.marker = (bytes[1] & 0x80U) != 0;
  packet.header.payload_type = bytes[1] & 0x7FU;
  packet.header.sequence = get_u16(bytes + 2);
  packet.header.timestamp = get_u32(bytes + 4);
  packet.header.ssrc = get_u32(bytes + 8);
  packet.payload = datagram.subspan(begin, end - begin);
  return packet;
}

void write_rtp(std::span<std::uint8_t, rtp_header_size> out, const RtpHeader& header) {
  out[0] = 0x80;
  out[1] = static_cast<std::uint8_t>((header.marker ? 0x80U : 0U) | header.payload_type);
  put_u16(out.data() + 2, header.sequence);
  put_u32(out.data() + 4, header.timestamp);
  put_u32(out.data() + 8, header.ssrc);
}

}  // namespace relevo::voice
