// A page of the console in the media plane: its port, its path, and which contact's leg it serves.
#include <memory>
#include <string>

#include "base/assert.h"
#include "voice/media/media_plane.h"

namespace relevo::voice {

Result<OpenedWeb> MediaPlane::open_web(LegId leg, const WebRemote& remote) {
  RELEVO_ASSERT(!legs_.contains(leg));
  return open_at_any_port<OpenedWeb>([&](std::uint16_t port, const RtpStream& stream,
                                         Time /*now*/) -> Result<OpenedWeb> {
    auto socket = UdpSocket::bind({address_, port});
    if (!socket) return tl::unexpected<Fault>(socket.error());
    IceLite ice{new_ice_credentials(), remote.fragment};
    const OpenedWeb opened{.port = port, .ice = ice.ours(), .fingerprint = dtls_->fingerprint()};
    auto path = std::make_unique<WebPath>(leg, std::move(*socket), std::move(ice), *dtls_);
    const auto added = add_web(leg, port, std::move(path), stream, remote);
    if (!added) return tl::unexpected<Fault>(added.error());
    dtls_->begin(leg, remote.fingerprint);
    return opened;
  });
}

Result<void> MediaPlane::add_web(LegId leg, std::uint16_t port, std::unique_ptr<WebPath> path,
                                 const RtpStream& stream, const WebRemote& remote) {
  std::unique_ptr<OpusLine> opus;
  if (remote.opus_type != 0) {
    auto codec = Opus::make();
    if (!codec) return tl::unexpected<Fault>(codec.error());
    opus = std::make_unique<OpusLine>(std::move(*codec), remote.opus_type, remote.event_type);
  }
  auto made = std::make_unique<Leg>(leg, std::move(path), std::move(opus), stream);
  Leg* const added = made.get();
  legs_[leg] = {.leg = added, .port = port, .web = true};
  if (added->speaks_opus()) ++opus_legs_;
  loop_->post(AddLeg{std::move(made)});
  loop_->post(ConnectLeg{
      .leg = added,
      .target = {.rtp = {},
                 .codec = remote.codec,
                 .event_type = remote.opus_type != 0 ? std::uint8_t{0} : remote.event_type,
                 .they_receive = true}});
  return {};
}

Result<void> MediaPlane::reopen_web(LegId leg, const WebRemote& remote, const WebResume& from) {
  RELEVO_ASSERT(!legs_.contains(leg));
  const Time now = monotonic_now();
  if (!ports_.take_this(from.port)) {
    return fault(Fault::Kind::network, "media: port " + std::to_string(from.port) +
                                           " of a page to resume is taken or out of the range");
  }
  auto socket = UdpSocket::bind({address_, from.port});
  if (!socket) {
    ports_.give_back(from.port, now);
    return tl::unexpected<Fault>(socket.error());
  }
  auto path = std::make_unique<WebPath>(leg, std::move(*socket), IceLite{from.ice, remote.fragment},
                                        *dtls_);
  auto resumed = path->resume(from.mark, now).and_then([&] {
    return add_web(leg, from.port, std::move(path), RtpStream::fresh(), remote);
  });
  if (!resumed) ports_.give_back(from.port, now);
  return resumed;
}

std::optional<IceCredentials> MediaPlane::restart_web(LegId leg, const std::string& fragment) {
  const Known* const known = find(leg);
  if (known == nullptr || !known->web) return std::nullopt;
  IceLite ice{new_ice_credentials(), fragment};
  IceCredentials ours = ice.ours();
  loop_->post(RestartIce{.leg = known->leg, .ice = std::move(ice)});
  return ours;
}

bool MediaPlane::attach(LegId leg, LegId web) {
  Known* const known = find(web);
  if (known == nullptr || !known->web || known->serves) return false;
  RELEVO_ASSERT(!legs_.contains(leg));
  known->serves = leg;
  legs_[leg] = {.leg = known->leg, .web_of = web};
  return true;
}

void MediaPlane::detach(LegId leg) {
  const Known* const known = find(leg);
  if (known == nullptr || !known->web_of) return;
  legs_.at(known->web_of).serves = {};
  loop_->post(QuietLeg{known->leg});
  if (const auto at = recordings_.find(known->recorded); at != recordings_.end()) {
    for (LegId& side : at->second.legs) {
      if (side == leg) side = {};
    }
  }
  legs_.erase(leg);
}

}  // namespace relevo::voice
