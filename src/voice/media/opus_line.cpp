#include "voice/media/opus_line.h"

#include <algorithm>

namespace relevo::voice {

// How many packets it is ahead of the last one; 1 is the next.
int OpusLine::ahead(const RtpHeader& header) const {
  return static_cast<std::int16_t>(header.sequence - sequence_);
}

// Their clock wraps at another place than a sixth of it does: distances are divided, not times.
std::uint32_t OpusLine::in_samples(std::uint32_t timestamp) {
  const auto ticks = static_cast<std::int32_t>(timestamp - timestamp_);
  return samples_at_ + static_cast<std::uint32_t>(ticks / static_cast<std::int32_t>(opus_ticks));
}

std::optional<RtpPacket> OpusLine::lost_before(const RtpPacket& packet) {
  const RtpHeader& header = packet.header;
  const bool follows = begun_ && header.ssrc == ssrc_ && header.payload_type == type_;
  if (!follows || ahead(header) != 2 || samples_ == 0) return std::nullopt;
  const std::span<std::uint8_t> audio{lost_.data() + rtp_header_size, Opus::samples_max};
  const std::size_t samples = codec_.recover(packet.payload, samples_, audio);
  if (samples == 0) return std::nullopt;
  RtpPacket lost;
  lost.header = header;
  lost.header.marker = false;
  lost.header.payload_type = static_cast<std::uint8_t>(Codec::pcmu);
  --lost.header.sequence;
  lost.header.timestamp = in_samples(header.timestamp) - static_cast<std::uint32_t>(samples);
  lost.payload = audio.first(samples);
  return lost;
}

std::optional<RtpPacket> OpusLine::translate(const RtpPacket& packet) {
  const RtpHeader& header = packet.header;
  if (!begun_ || header.ssrc != ssrc_) {
    begun_ = true;
    ssrc_ = header.ssrc;
    timestamp_ = header.timestamp;
    samples_at_ = header.timestamp / opus_ticks;
    samples_ = 0;
  } else if (ahead(header) <= 0) {
    return std::nullopt;
  }
  sequence_ = header.sequence;
  const std::uint32_t at = in_samples(header.timestamp);
  RtpPacket plain;
  plain.header = header;
  plain.header.timestamp = at;
  if (header.payload_type == event_type_) {
    plain.payload = packet.payload;
    if (packet.payload.size() >= 4) {
      const std::uint16_t ticks = get_u16(packet.payload.data() + 2);
      put_u16(packet.payload.data() + 2, static_cast<std::uint16_t>(ticks / opus_ticks));
    }
    return plain;
  }
  const std::span<std::uint8_t> audio{came_.data() + rtp_header_size, Opus::samples_max};
  samples_ = codec_.decode(packet.payload, audio);
  timestamp_ = header.timestamp;
  samples_at_ = at;
  if (samples_ == 0) return std::nullopt;
  plain.header.payload_type = static_cast<std::uint8_t>(Codec::pcmu);
  plain.payload = audio.first(samples_);
  return plain;
}

std::span<const std::uint8_t> OpusLine::encode(RtpHeader& header,
                                               std::span<const std::uint8_t> audio, Codec codec) {
  header.payload_type = type_;
  header.timestamp *= opus_ticks;
  return std::span{ours_}.first(codec_.encode(audio, codec, ours_));
}

void OpusLine::encode_event(RtpHeader& header, std::span<std::uint8_t> payload) const {
  header.payload_type = event_type_;
  header.timestamp *= opus_ticks;
  if (payload.size() < 4) return;
  const std::uint32_t ticks = get_u16(payload.data() + 2) * opus_ticks;
  put_u16(payload.data() + 2, static_cast<std::uint16_t>(std::min(ticks, 0xFFFFU)));
}

}  // namespace relevo::voice
