#include "voice/media/speaker.h"

#include <algorithm>

namespace relevo::voice {

namespace {

// How far a timestamp is ahead of another; they wrap around.
std::int32_t ahead(std::uint32_t timestamp, std::uint32_t of) {
  return static_cast<std::int32_t>(timestamp - of);
}

}  // namespace

void Speaker::begin_at(std::uint32_t timestamp) {
  samples_.fill(0);
  reads_ = timestamp - delay;
  ends_ = timestamp;
  begun_ = true;
}

void Speaker::take(const RtpHeader& header, Codec codec, std::span<const std::uint8_t> payload) {
  if (payload.size() > payload_bytes_max) return;
  const auto size = static_cast<std::uint32_t>(payload.size());
  const std::int32_t from = ahead(header.timestamp, reads_);
  const bool other_source = header.ssrc != ssrc_;
  const bool too_far = from < -static_cast<std::int32_t>(room) ||
                       from + static_cast<std::int32_t>(size) > static_cast<std::int32_t>(room);
  const bool too_early = from >= static_cast<std::int32_t>(ahead_max);
  ssrc_ = header.ssrc;
  if (!begun_ || other_source || too_far || too_early) begin_at(header.timestamp);
  const auto& values = linear_values(codec);
  for (std::uint32_t i = 0; i < size; ++i) {
    const std::uint32_t at = header.timestamp + i;
    if (ahead(at, reads_) >= 0) samples_[at % room] = values[payload[i]];
  }
  if (ahead(header.timestamp + size, ends_) > 0) ends_ = header.timestamp + size;
}

bool Speaker::next(std::span<std::int16_t, frame_samples> out) {
  if (!begun_) return false;
  if (ahead(ends_, reads_) <= 0) {  // It pauses: what comes next has its delay again.
    begun_ = false;
    return false;
  }
  for (std::int16_t& sample : out) {
    std::int16_t& kept = samples_[reads_ % room];
    sample = kept;
    kept = 0;
    ++reads_;
  }
  return true;
}

}  // namespace relevo::voice
