#include "voice/media/leg.h"

#include <array>

#include "voice/media/audio_clock.h"
#include "voice/media/g711.h"

namespace relevo::voice {

namespace {

constexpr Duration report_each = seconds(5);
constexpr std::uint8_t comfort_noise = 13;  // RFC 3389: says that there is nothing to hear.

bool is_audio(std::uint8_t payload_type) {
  return payload_type == static_cast<std::uint8_t>(Codec::pcmu) ||
         payload_type == static_cast<std::uint8_t>(Codec::pcma);
}

// How long a telephone-event lasts so far, in samples (RFC 4733 section 2.3).
std::uint32_t event_samples(std::span<const std::uint8_t> payload) {
  return payload.size() >= 4 ? get_u16(payload.data() + 2) : 0;
}

}  // namespace

void Leg::connect(const Target& target, Time now) {
  silent_since_ = now;  // Whoever agrees on where audio goes is there.
  if (!connected()) report_at_ = now + report_each;
  // Behind a pause, and at another address, the stream goes on with a marker.
  if (target.rtp != target_.rtp || target.they_receive != target_.they_receive) {
    out_.change_source();
  }
  target_ = target;
  rtp_latch_.expect(target.rtp, target.or_address);
  rtcp_latch_.expect({target.rtp.address, static_cast<std::uint16_t>(target.rtp.port + 1)},
                     target.or_address);
}

StreamMark Leg::mark(Time now) {
  marked_ = {.ssrc = out_.ssrc(),
             .sequence = static_cast<std::uint16_t>(out_.next_sequence() + StreamMark::ahead),
             .timestamp = out_.timestamp_at(now),
             .at = now,
             .learnt_port = rtp_latch_.learnt().port,
             .learnt_address = rtp_latch_.learnt().address};
  return marked_;
}

std::optional<StreamMark> Leg::renewed_mark(Time now) {
  const int left = static_cast<std::int16_t>(marked_.sequence - out_.next_sequence());
  const Endpoint marked{marked_.learnt_address, marked_.learnt_port};
  if (left >= StreamMark::renewed_before && marked == rtp_latch_.learnt()) return std::nullopt;
  return mark(now);
}

void Leg::bridge(Leg& a, Leg& b) {
  if (&a == &b) return;
  a.hear({});
  b.hear({});
  if (a.peer_ == &b) return;
  a.unbridge();
  b.unbridge();
  a.out_.change_source();
  b.out_.change_source();
  a.peer_ = &b;
  b.peer_ = &a;
}

void Leg::unbridge() {
  if (peer_ == nullptr) return;
  peer_->out_.change_source();
  peer_->peer_ = nullptr;
  out_.change_source();
  peer_ = nullptr;
}

void Leg::hear(Playback playback) {
  playback_ = std::move(playback);
  if (peer_ == nullptr) out_.change_source();
}

void Leg::receive_rtp(std::span<std::uint8_t> buffer, Recorder& recorder, Time now) {
  Endpoint source;
  const auto size = rtp_.receive(buffer, source);
  if (!size) return;
  auto packet = parse_rtp(buffer.first(*size));
  const std::uint8_t type = packet ? packet->header.payload_type : 0;
  const bool audio = is_audio(type);
  const bool known = audio || type == target_.event_type || type == comfort_noise;
  if (!packet || !known || !rtp_latch_.take(source, now)) {
    ++counts_.packets_refused;
    return;
  }
  ++counts_.packets_in;
  silent_since_ = now;
  reception_.take(packet->header, now);
  if (audio && recording_ != nullptr) {
    const bool kept = recorder.put({.recording = recording_,
                                    .at = now,
                                    .ssrc = packet->header.ssrc,
                                    .timestamp = packet->header.timestamp,
                                    .side = side_,
                                    .codec = static_cast<Codec>(type)},
                                   packet->payload);
    if (!kept) ++counts_.packets_dropped;
  }
  if (peer_ != nullptr) peer_->pass(*packet, now);
}

void Leg::pass(RtpPacket& packet, Time now) {
  if (!can_hear()) return;
  const std::uint8_t type = packet.header.payload_type;
  RtpHeader header;
  if (is_audio(type)) {
    translate(packet.payload, static_cast<Codec>(type), target_.codec);
    header = out_.pass(packet.header, static_cast<std::uint8_t>(target_.codec),
                       static_cast<std::uint32_t>(packet.payload.size()), now);
  } else if (type != comfort_noise && target_.event_type != 0) {
    header = out_.pass(packet.header, target_.event_type, event_samples(packet.payload), now);
  } else {
    out_.leave_out();
    return;
  }
  // The payload stays where it was received; whatever stood before it had at least our size.
  std::uint8_t* const begin = packet.payload.data() - rtp_header_size;
  write_rtp(std::span<std::uint8_t, rtp_header_size>{begin, rtp_header_size}, header);
  send({begin, rtp_header_size + packet.payload.size()});
}

void Leg::play(Time now) {
  if (peer_ != nullptr || !can_hear() || !playback_.active()) return;
  std::array<std::uint8_t, rtp_header_size + frame_samples> datagram;
  const std::span<std::uint8_t, rtp_header_size + frame_samples> whole{datagram};
  playback_.next(target_.codec, whole.subspan<rtp_header_size>());
  write_rtp(whole.first<rtp_header_size>(),
            out_.own(static_cast<std::uint8_t>(target_.codec), frame_samples, now));
  send(datagram);
}

void Leg::send(std::span<const std::uint8_t> datagram) {
  if (rtp_.send(datagram, rtp_latch_.target())) {
    ++counts_.packets_out;
    bytes_out_ += datagram.size() - rtp_header_size;
  } else {
    ++counts_.packets_dropped;
  }
}

void Leg::receive_rtcp(std::span<std::uint8_t> buffer, Time now) {
  Endpoint source;
  const auto size = rtcp_.receive(buffer, source);
  if (!size) return;
  const auto datagram = buffer.first(*size);
  if (!is_rtcp(datagram) || !rtcp_latch_.take(source, now)) {
    ++counts_.packets_refused;
    return;
  }
  silent_since_ = now;
  if (const auto time = sender_report_time(datagram)) reception_.take_sender_report(*time, now);
}

void Leg::report(Time now, std::string_view cname) {
  if (!connected() || now < report_at_) return;
  report_at_ = now + report_each;
  std::optional<SenderInfo> sender;
  if (counts_.packets_out != packets_reported_) {
    packets_reported_ = counts_.packets_out;
    sender = SenderInfo{.ntp = ntp_now(),
                        .timestamp = out_.timestamp_at(now),
                        .packets = static_cast<std::uint32_t>(counts_.packets_out),
                        .bytes = static_cast<std::uint32_t>(bytes_out_)};
  }
  std::array<std::uint8_t, rtcp_bytes_max> datagram;
  const std::size_t size =
      write_report(datagram, out_.ssrc(), sender, reception_.report(now), cname);
  static_cast<void>(rtcp_.send({datagram.data(), size}, rtcp_latch_.target()));
}

bool Leg::fell_silent(Time now, Duration limit) {
  if (!connected() || now - silent_since_ < limit) return false;
  silent_since_ = now;
  return true;
}

}  // namespace relevo::voice
