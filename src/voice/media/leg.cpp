#include "voice/media/leg.h"

#include <algorithm>
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
    change_source();
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

// Numbers of what comes next say nothing about those of what came before.
void Leg::change_source() {
  out_.change_source();
  if (opus_ != nullptr) opus_->packets().reset();
}

void Leg::bridge(Leg& a, Leg& b) {
  if (&a == &b) return;
  a.hear({});
  b.hear({});
  if (a.peer_ == &b) return;
  a.unbridge();
  b.unbridge();
  a.change_source();
  b.change_source();
  a.peer_ = &b;
  b.peer_ = &a;
}

void Leg::unbridge() {
  if (peer_ == nullptr) return;
  peer_->change_source();
  peer_->peer_ = nullptr;
  change_source();
  peer_ = nullptr;
}

void Leg::hear(Playback playback) {
  playback_ = std::move(playback);
  if (peer_ == nullptr) change_source();
}

void Leg::receive_rtp(std::span<std::uint8_t> buffer, Time now) {
  if (web_ != nullptr) {
    const WebPath::Taken taken = web_->receive(buffer, now);
    if (taken.kind == WebPath::Kind::rtp) take_rtp(taken.packet, std::nullopt, now);
    if (taken.kind == WebPath::Kind::rtcp) take_rtcp(taken.packet, now);
    if (taken.kind == WebPath::Kind::refused) ++counts_.packets_refused;
    return;
  }
  Endpoint source;
  const auto size = rtp_.receive(buffer, source);
  if (size) take_rtp(buffer.first(*size), source, now);
}

// Without a source: it was sealed with the leg's own key, so it is theirs wherever it came from.
void Leg::take_rtp(std::span<std::uint8_t> datagram, std::optional<Endpoint> source, Time now) {
  auto packet = parse_rtp(datagram);
  const std::uint8_t type = packet ? packet->header.payload_type : 0;
  const bool translated = opus_ != nullptr && opus_->takes(type);
  const bool known =
      translated || is_audio(type) || type == target_.event_type || type == comfort_noise;
  if (!packet || !known || (source && !rtp_latch_.take(*source, now))) {
    ++counts_.packets_refused;
    return;
  }
  ++counts_.packets_in;
  silent_since_ = now;
  if (!translated) {
    reception_.take(packet->header, now);
    return deliver(*packet, now);
  }
  if (auto lost = opus_->lost_before(*packet)) deliver(*lost, now);
  auto plain = opus_->translate(*packet);
  if (!plain) return;
  reception_.take(plain->header, now);
  deliver(*plain, now);
}

void Leg::deliver(RtpPacket& packet, Time now) {
  if (is_audio(packet.header.payload_type)) {
    const auto codec = static_cast<Codec>(packet.header.payload_type);
    const bool in_mix_of_peer = side_ == Side::agent && peer_ != nullptr && peer_->hears_mix_;
    if (!in_mix_of_peer) keep(packet, side_, now);
    if (says_ != nullptr) says_->take(packet.header, codec, packet.payload);
  }
  if (peer_ != nullptr && !peer_->hears_mix_) peer_->pass(packet, now);
}

void Leg::keep(const RtpPacket& packet, Side side, Time now) {
  if (recording_ == nullptr) return;
  const bool kept = recorder_->put({.recording = recording_,
                                    .at = now,
                                    .ssrc = packet.header.ssrc,
                                    .timestamp = packet.header.timestamp,
                                    .side = side,
                                    .codec = static_cast<Codec>(packet.header.payload_type)},
                                   packet.payload);
  if (!kept) ++counts_.packets_dropped;
}

void Leg::in_mix(Speaker* says, bool hears) {
  says_ = says;
  if (hears_mix_ != hears) change_source();
  hears_mix_ = hears;
}

void Leg::hear_mix(std::span<const std::uint8_t> audio, Time now) {
  std::array<std::uint8_t, rtp_header_size + frame_samples> datagram;
  const auto copied = std::span{datagram}.subspan<rtp_header_size>();
  std::copy(audio.begin(), audio.end(), copied.begin());
  const auto type = static_cast<std::uint8_t>(target_.codec);
  mix_timestamp_ += frame_samples;
  // Only with a peer, like what is passed: held, the agent's side is the agent's own.
  if (side_ == Side::customer && peer_ != nullptr) {
    keep({.header = {.payload_type = type, .timestamp = mix_timestamp_, .ssrc = out_.ssrc()},
          .payload = copied},
         Side::agent, now);
  }
  if (can_hear()) send_audio(out_.own(type, frame_samples, now), copied);
}

void Leg::pass(RtpPacket& packet, Time now) {
  if (!can_hear()) return;
  if (opus_ != nullptr) return pass_to_opus(packet, now);
  const std::uint8_t type = packet.header.payload_type;
  if (is_audio(type)) {
    translate(packet.payload, static_cast<Codec>(type), target_.codec);
    return send_audio(out_.pass(packet.header, static_cast<std::uint8_t>(target_.codec),
                                static_cast<std::uint32_t>(packet.payload.size()), now),
                      packet.payload);
  }
  if (type == comfort_noise || target_.event_type == 0) {
    out_.leave_out();
    return;
  }
  send(out_.pass(packet.header, target_.event_type, event_samples(packet.payload), now),
       packet.payload);
}

void Leg::pass_to_opus(RtpPacket& packet, Time now) {
  Packetizer& packets = opus_->packets();
  const Packetizer::Order order = packets.order(packet.header);
  if (order == Packetizer::Order::late) return;  // The encoder is behind it.
  if (order == Packetizer::Order::begins) out_.change_source();
  const std::uint8_t type = packet.header.payload_type;
  if (is_audio(type)) {
    translate(packet.payload, static_cast<Codec>(type), target_.codec);
    packets.put(packet);
    while (const auto next = packets.next()) {
      send_audio(
          out_.pass(next->header, static_cast<std::uint8_t>(target_.codec), frame_samples, now),
          next->payload);
    }
  } else if (type != comfort_noise && opus_->event_type() != 0) {
    packets.number(packet.header);
    RtpHeader header =
        out_.pass(packet.header, opus_->event_type(), event_samples(packet.payload), now);
    opus_->encode_event(header, packet.payload);
    send(header, packet.payload);
  }
}

void Leg::play(Time now) {
  if (peer_ != nullptr || hears_mix_ || !can_hear() || !playback_.active()) return;
  std::array<std::uint8_t, rtp_header_size + frame_samples> datagram;
  const auto audio = std::span{datagram}.subspan<rtp_header_size>();
  playback_.next(target_.codec, audio);
  send_audio(out_.own(static_cast<std::uint8_t>(target_.codec), frame_samples, now), audio);
}

void Leg::send_audio(RtpHeader header, std::span<std::uint8_t> payload) {
  if (opus_ == nullptr) return send(header, payload);
  const auto packet = opus_->encode(header, payload, target_.codec);
  if (packet.empty()) {
    ++counts_.packets_dropped;
    return;
  }
  std::array<std::uint8_t, rtp_header_size + Opus::packet_max> datagram;
  const auto copied = std::span{datagram}.subspan<rtp_header_size>().first(packet.size());
  std::copy(packet.begin(), packet.end(), copied.begin());
  send(header, copied);
}

// The payload stays where it is; whatever stands before it has at least our header's size.
void Leg::send(const RtpHeader& header, std::span<std::uint8_t> payload) {
  std::uint8_t* const begin = payload.data() - rtp_header_size;
  write_rtp(std::span<std::uint8_t, rtp_header_size>{begin, rtp_header_size}, header);
  send({begin, rtp_header_size + payload.size()});
}

void Leg::send(std::span<const std::uint8_t> datagram) {
  const bool sent =
      web_ != nullptr ? web_->send_rtp(datagram) : rtp_.send(datagram, rtp_latch_.target());
  if (sent) {
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
  take_rtcp(datagram, now);
}

void Leg::take_rtcp(std::span<const std::uint8_t> datagram, Time now) {
  if (!is_rtcp(datagram)) return;
  silent_since_ = now;
  if (const auto time = sender_report_time(datagram)) reception_.take_sender_report(*time, now);
}

void Leg::report(Time now, std::string_view cname) {
  if (!connected() || now < report_at_) return;
  report_at_ = now + report_each;
  const std::uint32_t ticks = opus_ != nullptr ? opus_ticks : 1;
  std::optional<SenderInfo> sender;
  if (counts_.packets_out != packets_reported_) {
    packets_reported_ = counts_.packets_out;
    sender = SenderInfo{.ntp = ntp_now(),
                        .timestamp = out_.timestamp_at(now) * ticks,
                        .packets = static_cast<std::uint32_t>(counts_.packets_out),
                        .bytes = static_cast<std::uint32_t>(bytes_out_)};
  }
  std::array<std::uint8_t, rtcp_bytes_max> datagram;
  const std::size_t size =
      write_report(datagram, out_.ssrc(), sender, reception_.report(now, ticks), cname);
  if (web_ != nullptr) {
    static_cast<void>(web_->send_rtcp({datagram.data(), size}));
  } else {
    static_cast<void>(rtcp_.send({datagram.data(), size}, rtcp_latch_.target()));
  }
}

std::optional<bool> Leg::changed_path(Time now) {
  if (web_ == nullptr) return std::nullopt;
  // What was dead in a call is not alive for being in none any more: it has to be heard again.
  const bool in_call = peer_ != nullptr || hears_mix_ || !path_alive_;
  if (web_->is_alive(now, in_call) == path_alive_) return std::nullopt;
  path_alive_ = !path_alive_;
  return path_alive_;
}

bool Leg::fell_silent(Time now, Duration limit) {
  if (web_ != nullptr) return false;  // Its checks say whether it is there.
  if (!connected() || now - silent_since_ < limit) return false;
  silent_since_ = now;
  return true;
}

}  // namespace relevo::voice
