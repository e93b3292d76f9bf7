#include "voice/media/rtp_stream.h"

#include <sys/random.h>

#include <array>
#include <cstdlib>

#include "base/assert.h"
#include "voice/media/audio_clock.h"

namespace relevo::voice {

RtpStream RtpStream::fresh() {
  std::array<std::uint8_t, 10> bytes{};
  // Cannot be cut short or fail below 256 bytes once the system has started.
  RELEVO_ASSERT(::getrandom(bytes.data(), bytes.size(), 0) == ssize_t{bytes.size()});
  return {get_u32(bytes.data()), get_u16(bytes.data() + 8), get_u32(bytes.data() + 4)};
}

RtpStream RtpStream::behind(const StreamMark& mark, Time now) {
  const std::int64_t passed = in_samples(now - mark.at + resume_margin);
  return {mark.ssrc, mark.sequence, mark.timestamp + static_cast<std::uint32_t>(passed)};
}

std::uint32_t RtpStream::timestamp_at(Time now) const {
  if (last_sent_ == Time{}) return next_timestamp_;
  const std::int64_t passed = in_samples(now - last_sent_) - std::int64_t{last_samples_};
  return passed > 0 ? next_timestamp_ + static_cast<std::uint32_t>(passed) : next_timestamp_;
}

void RtpStream::sent(const RtpHeader& header, std::uint32_t samples, Time now) {
  next_sequence_ = static_cast<std::uint16_t>(header.sequence + 1);
  next_timestamp_ = header.timestamp + samples;
  last_samples_ = samples;
  last_sent_ = now;
}

RtpHeader RtpStream::pass(const RtpHeader& in, std::uint8_t payload_type, std::uint32_t samples,
                          Time now) {
  RtpHeader out{.marker = in.marker, .payload_type = payload_type, .ssrc = ssrc_};
  const int jump = static_cast<std::int16_t>(in.sequence - source_sequence_);
  if (!joined_ || in.ssrc != source_ssrc_ || std::abs(jump) > sequence_jump_max) {
    joined_ = true;
    source_ssrc_ = in.ssrc;
    source_sequence_ = in.sequence;
    sequence_offset_ = static_cast<std::uint16_t>(next_sequence_ - in.sequence);
    timestamp_offset_ = timestamp_at(now) - in.timestamp;
    out.marker = true;
  }
  out.sequence = static_cast<std::uint16_t>(in.sequence + sequence_offset_);
  out.timestamp = in.timestamp + timestamp_offset_;
  if (jump > 0) source_sequence_ = in.sequence;
  if (static_cast<std::int16_t>(out.sequence - next_sequence_) >= 0) sent(out, samples, now);
  return out;
}

RtpHeader RtpStream::own(std::uint8_t payload_type, std::uint32_t samples, Time now) {
  RtpHeader out{.payload_type = payload_type, .ssrc = ssrc_};
  out.sequence = next_sequence_;
  out.timestamp = joined_ && source_ssrc_ == ssrc_ ? next_timestamp_ : timestamp_at(now);
  out.marker = !joined_ || source_ssrc_ != ssrc_;
  joined_ = true;
  source_ssrc_ = ssrc_;  // We are the source.
  sent(out, samples, now);
  return out;
}

}  // namespace relevo::voice
