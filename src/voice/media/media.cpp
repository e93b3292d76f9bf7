// The start of the media plane, and what the SIP thread asks of its legs, sounds and recordings.
#include <sys/random.h>

#include <string>

#include "base/assert.h"
#include "voice/media/audio_clock.h"
#include "voice/media/media_plane.h"

namespace relevo::voice {

namespace {

/// Names nobody (RFC 7022): a new one at each start.
std::string random_cname() {
  constexpr const char* digits = "0123456789abcdef";
  std::uint64_t rest = 0;
  // Cannot be cut short or fail below 256 bytes once the system has started.
  RELEVO_ASSERT(::getrandom(&rest, sizeof(rest), 0) == ssize_t{sizeof(rest)});
  std::string name;
  for (; rest != 0; rest >>= 4U) name += digits[rest & 0x0FU];
  return name;
}

}  // namespace

MediaPlane::Known* MediaPlane::find(LegId leg) {
  const auto at = legs_.find(leg);
  return at == legs_.end() ? nullptr : &at->second;
}

Result<StreamMark> MediaPlane::bind(LegId leg, std::uint16_t port, const RtpStream& stream,
                                    Time now) {
  auto rtp = UdpSocket::bind({address_, port});
  if (!rtp) return tl::unexpected<Fault>(rtp.error());
  auto rtcp = UdpSocket::bind({address_, static_cast<std::uint16_t>(port + 1)});
  if (!rtcp) return tl::unexpected<Fault>(rtcp.error());
  auto made = std::make_unique<Leg>(leg, std::move(*rtp), std::move(*rtcp), stream);
  const StreamMark mark = made->mark(now);
  legs_[leg] = {.leg = made.get(), .port = port};
  loop_->post(AddLeg{std::move(made)});
  return mark;
}

Result<OpenedLeg> MediaPlane::open(LegId leg) {
  RELEVO_ASSERT(!legs_.contains(leg));
  return open_at_any_port<OpenedLeg>(
      [&](std::uint16_t port, const RtpStream& stream, Time now) -> Result<OpenedLeg> {
        const auto mark = bind(leg, port, stream, now);
        if (!mark) return tl::unexpected<Fault>(mark.error());
        return OpenedLeg{.port = port, .stream = *mark};
      });
}

Result<OpenedLeg> MediaPlane::reopen(LegId leg, std::uint16_t port, const StreamMark& mark) {
  RELEVO_ASSERT(!legs_.contains(leg));
  if (!ports_.take_this(port)) {
    return fault(Fault::Kind::network, "media: RTP port " + std::to_string(port) +
                                           " of a leg to resume is taken or out of the range");
  }
  const Time now = monotonic_now();
  auto stream = bind(leg, port, RtpStream::behind(mark, now), now);
  if (!stream) {
    ports_.give_back(port, now);
    return tl::unexpected<Fault>(stream.error());
  }
  stream->learnt_port = mark.learnt_port;
  stream->learnt_address = mark.learnt_address;
  legs_[leg].learnt = {mark.learnt_address, mark.learnt_port};
  return OpenedLeg{.port = port, .stream = *stream};
}

void MediaPlane::connect(LegId leg, const Remote& remote) {
  Known* const known = find(leg);
  if (known == nullptr) return;
  known->connected = true;
  const auto address = ipv4_of_host(remote.address);
  if (!address || remote.port == 0) {
    logger_.warning("media: the leg's media address cannot be used", {{"leg", leg.value}});
    return;
  }
  const bool nowhere = *address == 0;  // How older phones say hold (RFC 3264 section 8.4).
  const auto or_address = ipv4_of_host(remote.or_address);
  loop_->post(ConnectLeg{.leg = known->leg,
                         .target = {.rtp = {*address, remote.port},
                                    .or_address = or_address.value_or(0),
                                    .codec = remote.codec,
                                    .event_type = remote.event_type,
                                    .they_receive = remote.they_receive && !nowhere}});
  if (known->learnt.port == 0) return;
  loop_->post(ResumeLatch{.leg = known->leg, .learnt = known->learnt});
  known->learnt = {};
}

void MediaPlane::bridge(LegId a, LegId b) {
  Known* const known_a = find(a);
  Known* const known_b = find(b);
  if (known_a == nullptr || known_b == nullptr) return;
  known_a->heard = {};
  known_b->heard = {};
  loop_->post(BridgeLegs{.a = known_a->leg, .b = known_b->leg});
}

void MediaPlane::unbridge(LegId leg) {
  if (const Known* const known = find(leg)) loop_->post(UnbridgeLeg{known->leg});
}

void MediaPlane::confer(ContactId contact, std::span<const Conferred> legs) {
  static_assert(conferred_max == Mix::members_max);
  RELEVO_ASSERT(legs.size() <= conferred_max);
  ConferLegs request{.contact = contact};
  request.members.reserve(legs.size());
  for (const Conferred& conferred : legs) {
    const Known* const known = find(conferred.leg);
    request.members.push_back(
        {.who = known == nullptr ? nullptr : known->leg, .hears = conferred.hears});
  }
  loop_->post(std::move(request));
}

void MediaPlane::hear(LegId leg, link::Hear what, const std::string& greeting,
                      const std::string& music, Time since) {
  const Time now = monotonic_now();  // Not behind the reading of a file.
  Known* const known = find(leg);
  Heard heard{.what = what, .greeting = greeting, .music = music};
  if (known == nullptr || known->heard == heard) return;
  known->heard = std::move(heard);
  Playback playback;
  if (what != link::Hear::nothing) {
    const bool greets = what == link::Hear::queue_music;
    playback = Playback(greets ? sounds_.greeting(greeting) : nullptr, sounds_.tune(music));
    playback.skip(in_samples(now - since));
  }
  loop_->post(HearPlayback{.leg = known->leg, .playback = std::move(playback)});
}

void MediaPlane::ring_back(LegId leg) {
  Known* const known = find(leg);
  const Heard heard{.rings_back = true};
  if (known == nullptr || known->heard == heard) return;
  known->heard = heard;
  loop_->post(HearPlayback{.leg = known->leg, .playback = Playback(nullptr, sounds_.ringback())});
}

void MediaPlane::record(ContactId contact, LegId customer, LegId agent, Time since) {
  Recorded& recorded = recordings_[contact];
  if (recorded.recording == nullptr) {
    recorded.recording = recorder_->begin(contact, since);
  }
  for (const LegId leg : {customer, agent}) {
    if (Known* const known = find(leg)) known->recorded = contact;
  }
  record_side(recorded, Side::customer, customer);
  record_side(recorded, Side::agent, agent);
}

void MediaPlane::record_side(Recorded& recorded, Side side, LegId leg) {
  const Known* const known = find(leg);
  LegId& before = recorded.legs[static_cast<std::size_t>(side)];
  if (before == leg || (leg && known == nullptr)) return;
  before = leg;
  loop_->post(RecordLeg{.leg = known == nullptr ? nullptr : known->leg,
                        .recording = recorded.recording,
                        .side = side});
}

void MediaPlane::end_recording(ContactId contact) {
  const auto at = recordings_.find(contact);
  if (at == recordings_.end()) return;
  loop_->post(EndRecording{at->second.recording});
  recordings_.erase(at);
}

void MediaPlane::close(LegId leg) {
  const Known* const known = find(leg);
  if (known == nullptr) return;
  if (known->serves) detach(known->serves);
  const bool connected = known->web ? known->leg->web()->is_sealed() : known->connected;
  ports_.give_back(known->port, monotonic_now(),
                   connected ? Ports::rest : Ports::rest_of_unconnected);
  if (known->web) dtls_->end(leg);
  if (known->web && known->leg->speaks_opus()) --opus_legs_;
  loop_->post(CloseLeg{known->leg});
  legs_.erase(leg);
}

Result<std::unique_ptr<Media>> Media::start(const MediaOptions& options, MediaEvents& events,
                                            Logger& logger) {
  if (options.port_first % 2 != 0 || options.port_first >= options.port_last) {
    return fault(Fault::Kind::input, "media: the RTP ports must be a range from an even one");
  }
  const auto address = ipv4(options.bind_address);
  if (!address) return tl::unexpected<Fault>(address.error());
  if (auto probe = UdpSocket::bind({*address, 0}); !probe) {
    return fault(Fault::Kind::network, probe.error().what + ", at " + options.bind_address);
  }
  auto recorder = Recorder::start(options.recordings, events, logger);
  if (!recorder) return tl::unexpected<Fault>(recorder.error());
  auto loop =
      MediaLoop::start({.media_lost_after = options.media_lost_after, .cname = random_cname()},
                       **recorder, events, logger);
  if (!loop) return tl::unexpected<Fault>(loop.error());
  auto dtls = DtlsWorker::start(**loop);
  if (!dtls) return tl::unexpected<Fault>(dtls.error());
  return std::unique_ptr<Media>(new MediaPlane(options, *address, std::move(*recorder),
                                               std::move(*loop), std::move(*dtls), logger));
}

}  // namespace relevo::voice
