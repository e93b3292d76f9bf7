#include "voice/web/srtp.h"

#include <srtp2/srtp.h>

#include <algorithm>
#include <string>

#include "voice/media/rtp.h"

namespace relevo::voice {

namespace {

constexpr unsigned long window_packets = 1024;  // Of what comes late: 20 s of audio.

srtp_t session_of(void* session) { return static_cast<srtp_t>(session); }

Fault refused(const char* what, srtp_err_status_t why) {
  return {Fault::Kind::limit, std::string("srtp: ") + what + ": error " + std::to_string(why)};
}

srtp_policy_t policy_of(std::array<std::uint8_t, srtp_key_bytes>& key, srtp_ssrc_t ssrc) {
  srtp_policy_t policy{};
  srtp_crypto_policy_set_rtp_default(&policy.rtp);
  srtp_crypto_policy_set_rtcp_default(&policy.rtcp);
  policy.ssrc = ssrc;
  policy.key = key.data();
  policy.window_size = window_packets;
  return policy;
}

std::optional<std::size_t> size_after(srtp_err_status_t status, int size) {
  if (status != srtp_err_status_ok) return std::nullopt;
  return static_cast<std::size_t>(size);
}

}  // namespace

void Srtp::End::operator()(void* session) const { srtp_dealloc(session_of(session)); }

Result<Srtp> Srtp::make(const SrtpKeys& keys) {
  static const srtp_err_status_t begun = srtp_init();
  if (begun != srtp_err_status_ok) return tl::unexpected<Fault>(refused("init", begun));
  SrtpKeys copy = keys;
  const srtp_policy_t out = policy_of(copy.ours, {.type = ssrc_any_outbound, .value = 0});
  const srtp_policy_t in = policy_of(copy.theirs, {.type = ssrc_any_inbound, .value = 0});
  srtp_t ours = nullptr;
  if (const auto made = srtp_create(&ours, &out); made != srtp_err_status_ok) {
    return tl::unexpected<Fault>(refused("create", made));
  }
  Session kept{ours};
  srtp_t theirs = nullptr;
  if (const auto made = srtp_create(&theirs, &in); made != srtp_err_status_ok) {
    return tl::unexpected<Fault>(refused("create", made));
  }
  return Srtp{keys, std::move(kept), Session{theirs}};
}

Result<void> Srtp::resume(std::uint32_t ssrc, std::uint32_t roll_overs) {
  const srtp_policy_t policy = policy_of(keys_.theirs, {.type = ssrc_specific, .value = ssrc});
  if (const auto added = srtp_add_stream(session_of(theirs_.get()), &policy);
      added != srtp_err_status_ok) {
    return tl::unexpected<Fault>(refused("add stream", added));
  }
  if (const auto set = srtp_set_stream_roc(session_of(theirs_.get()), ssrc, roll_overs);
      set != srtp_err_status_ok) {
    return tl::unexpected<Fault>(refused("roll-overs", set));
  }
  opened(ssrc);
  resumed_ = {.ssrc = ssrc, .roll_overs = roll_overs};
  return {};
}

std::uint32_t Srtp::roll_overs(std::uint32_t ssrc) const {
  // libsrtp says 0 until it has opened one.
  if (resumed_ && resumed_->ssrc == ssrc) return resumed_->roll_overs;
  std::uint32_t count = 0;
  static_cast<void>(srtp_get_stream_roc(session_of(theirs_.get()), ssrc, &count));
  return count;
}

std::optional<std::size_t> Srtp::seal_rtp(std::span<std::uint8_t> buffer, std::size_t size) {
  if (buffer.size() < size + srtp_trailer_bytes) return std::nullopt;
  int length = static_cast<int>(size);
  const auto status = srtp_protect(session_of(ours_.get()), buffer.data(), &length);
  return size_after(status, length);
}

std::optional<std::size_t> Srtp::seal_rtcp(std::span<std::uint8_t> buffer, std::size_t size) {
  if (buffer.size() < size + srtp_trailer_bytes) return std::nullopt;
  int length = static_cast<int>(size);
  const auto status = srtp_protect_rtcp(session_of(ours_.get()), buffer.data(), &length);
  return size_after(status, length);
}

bool Srtp::has_room_for(std::uint32_t ssrc) const {
  const auto end = streams_.begin() + static_cast<std::ptrdiff_t>(stream_count_);
  return stream_count_ < streams_max || std::find(streams_.begin(), end, ssrc) != end;
}

// libsrtp has begun a stream for it, and keeps that.
void Srtp::opened(std::uint32_t ssrc) {
  const auto end = streams_.begin() + static_cast<std::ptrdiff_t>(stream_count_);
  if (std::find(streams_.begin(), end, ssrc) == end) streams_[stream_count_++] = ssrc;
}

std::optional<std::size_t> Srtp::open_rtp(std::span<std::uint8_t> datagram) {
  if (datagram.size() < rtp_header_size) return std::nullopt;
  const std::uint32_t ssrc = get_u32(datagram.data() + 8);
  if (!has_room_for(ssrc)) return std::nullopt;
  const srtp_t session = session_of(theirs_.get());
  int length = static_cast<int>(datagram.size());
  auto status = srtp_unprotect(session, datagram.data(), &length);
  const bool resumes = resumed_ && resumed_->ssrc == ssrc;
  if (status == srtp_err_status_auth_fail && resumes) {
    // While no process was there, or before it had told, the number may have rolled over.
    srtp_set_stream_roc(session, ssrc, resumed_->roll_overs + 1);
    length = static_cast<int>(datagram.size());
    status = srtp_unprotect(session, datagram.data(), &length);
    if (status != srtp_err_status_ok) srtp_set_stream_roc(session, ssrc, resumed_->roll_overs);
  }
  if (status != srtp_err_status_ok) return std::nullopt;
  opened(ssrc);
  if (resumes) resumed_.reset();
  return static_cast<std::size_t>(length);
}

std::optional<std::size_t> Srtp::open_rtcp(std::span<std::uint8_t> datagram) {
  constexpr std::size_t report_header_size = 8;  // RFC 3550 section 6.4.1, up to the SSRC.
  if (datagram.size() < report_header_size) return std::nullopt;
  const std::uint32_t ssrc = get_u32(datagram.data() + 4);
  if (!has_room_for(ssrc)) return std::nullopt;
  int length = static_cast<int>(datagram.size());
  const auto status = srtp_unprotect_rtcp(session_of(theirs_.get()), datagram.data(), &length);
  if (status == srtp_err_status_ok) opened(ssrc);
  return size_after(status, length);
}

}  // namespace relevo::voice
