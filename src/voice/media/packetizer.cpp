#include "voice/media/packetizer.h"

#include <algorithm>

namespace relevo::voice {

Packetizer::Order Packetizer::order(const RtpHeader& header) {
  const int ahead = static_cast<std::int16_t>(header.sequence - taken_);
  if (!begun_ || header.ssrc != ssrc_ || ahead > late_max || ahead < -late_max) {
    begun_ = true;
    ssrc_ = header.ssrc;
    taken_ = header.sequence;
    sequence_ = header.sequence;
    waiting_ = 0;
    return Order::begins;
  }
  if (ahead <= 0) return Order::late;
  taken_ = header.sequence;
  sequence_ = static_cast<std::uint16_t>(sequence_ + ahead - 1);
  return Order::follows;
}

void Packetizer::put(const RtpPacket& packet) {
  const auto behind = header_.timestamp + static_cast<std::uint32_t>(waiting_);
  if (packet.header.timestamp != behind) waiting_ = 0;
  if (waiting_ == 0) header_ = packet.header;
  rest_ = packet.payload;
}

std::optional<RtpPacket> Packetizer::next() {
  const auto room = std::span{frame_}.subspan<rtp_header_size>();
  const std::size_t taken = std::min(room.size() - waiting_, rest_.size());
  std::copy_n(rest_.begin(), taken, room.begin() + static_cast<std::ptrdiff_t>(waiting_));
  rest_ = rest_.subspan(taken);
  waiting_ += taken;
  if (waiting_ < room.size()) return std::nullopt;
  RtpPacket packet{.header = header_, .payload = room};
  number(packet.header);
  header_.marker = false;
  header_.timestamp += static_cast<std::uint32_t>(room.size());
  waiting_ = 0;
  return packet;
}

}  // namespace relevo::voice
