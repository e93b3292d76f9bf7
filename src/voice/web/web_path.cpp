#include "voice/web/web_path.h"

#include <algorithm>
#include <array>

namespace relevo::voice {

namespace {

// By the second byte: packet types of RTCP are 192 to 223 (RFC 5761 section 4).
bool is_report(std::span<const std::uint8_t> datagram) {
  return datagram.size() > 1 && datagram[1] >= 192 && datagram[1] <= 223;
}

}  // namespace

WebPath::Taken WebPath::receive(std::span<std::uint8_t> buffer, Time now) {
  Endpoint source;
  const auto size = socket_.receive(buffer, source);
  if (!size) return {};
  const auto datagram = buffer.first(*size);
  if (is_stun(datagram)) {
    answer_check(datagram, source, now);
    return {};
  }
  if (is_dtls(datagram)) {
    if (source == ice_.peer()) dtls_.take(leg_, datagram);
    return {};
  }
  if (!srtp_) return {.kind = Kind::refused, .packet = {}};
  const bool report = is_report(datagram);
  const auto opened = report ? srtp_->open_rtcp(datagram) : srtp_->open_rtp(datagram);
  if (!opened) return {.kind = Kind::refused, .packet = {}};
  opened_at_ = now;
  if (!report) {
    audio_at_ = now;
    ssrc_ = get_u32(datagram.data() + 8);  // What was opened has a whole header.
  }
  return {.kind = report ? Kind::rtcp : Kind::rtp, .packet = datagram.first(*opened)};
}

std::optional<WebMark> WebPath::renewed_mark() {
  if (!srtp_ || ice_.peer().port == 0) return std::nullopt;
  const WebMark mark{.keys = keys_,
                     .peer = ice_.peer(),
                     .ssrc = ssrc_,
                     .roll_overs = ssrc_ == 0 ? 0 : srtp_->roll_overs(ssrc_)};
  if (marked_ == mark) return std::nullopt;
  marked_ = mark;
  return mark;
}

Result<void> WebPath::resume(const WebMark& mark, Time now) {
  auto made = Srtp::make(mark.keys);
  if (!made) return tl::unexpected<Fault>(made.error());
  if (mark.ssrc != 0) {
    if (const auto resumed = made->resume(mark.ssrc, mark.roll_overs); !resumed) return resumed;
  }
  srtp_ = std::move(*made);
  is_sealed_ = true;
  keys_ = mark.keys;
  ssrc_ = mark.ssrc;
  ice_.resume(mark.peer, now);
  marked_ = mark;
  return {};
}

void WebPath::answer_check(std::span<const std::uint8_t> datagram, Endpoint source, Time now) {
  if (next_ice_) {
    if (const auto reply = next_ice_->take(datagram, source, now)) {
      static_cast<void>(socket_.send(*reply, source));
      if (!next_ice_->nominated()) return;
      ice_ = std::move(*next_ice_);
      next_ice_.reset();
      return;
    }
  }
  if (const auto reply = ice_.take(datagram, source, now)) {
    static_cast<void>(socket_.send(*reply, source));
  }
}

bool WebPath::send(std::span<const std::uint8_t> packet, Seal seal) {
  std::array<std::uint8_t, datagram_bytes_max> sealed;
  if (!srtp_ || ice_.peer().port == 0 || packet.size() + srtp_trailer_bytes > sealed.size()) {
    return false;
  }
  std::copy(packet.begin(), packet.end(), sealed.begin());
  const auto size = ((*srtp_).*seal)(sealed, packet.size());
  return size && socket_.send({sealed.data(), *size}, ice_.peer());
}

bool WebPath::send_rtp(std::span<const std::uint8_t> packet) {
  return send(packet, &Srtp::seal_rtp);
}

bool WebPath::send_rtcp(std::span<const std::uint8_t> packet) {
  return send(packet, &Srtp::seal_rtcp);
}

void WebPath::take(const DtlsStep& step) {
  for (const Bytes& datagram : step.send) {
    if (ice_.peer().port != 0) static_cast<void>(socket_.send(datagram, ice_.peer()));
  }
  if (!step.failed.empty()) failed_ = step.failed;
  if (!step.keys) return;
  auto made = Srtp::make(*step.keys);
  if (made) {
    srtp_ = std::move(*made);
    is_sealed_ = true;
    keys_ = *step.keys;
  } else {
    failed_ = made.error().what;
  }
}

void WebPath::restart(IceLite ice) { next_ice_ = std::move(ice); }

bool WebPath::is_alive(Time now, bool in_call) const {
  if (!srtp_ || ice_.peer().port == 0) return false;
  const Time heard_at = std::max(ice_.checked_at(), opened_at_);
  const bool audio_flowed = heard_at - audio_at_ < audio_pause_max;
  return now - heard_at < (in_call && audio_flowed ? quiet_in_call_max : quiet_max);
}

}  // namespace relevo::voice
