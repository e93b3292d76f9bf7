// The SIP thread's side of the media plane: ports, sounds, and what it asked of which leg.
#include "voice/media/media.h"

#include <sys/random.h>

#include <array>
#include <cstring>
#include <functional>
#include <map>

#include "base/assert.h"
#include "voice/media/audio_clock.h"
#include "voice/media/media_loop.h"
#include "voice/media/ports.h"
#include "voice/media/recorder.h"
#include "voice/media/sound.h"

namespace relevo::voice {

namespace {

struct Random {
  std::uint32_t ssrc = 0;
  std::uint32_t timestamp = 0;
  std::uint16_t sequence = 0;
};

Random random_start() {
  Random random;
  std::array<std::uint8_t, 10> bytes{};
  // Cannot be cut short or fail below 256 bytes once the system has started.
  RELEVO_ASSERT(::getrandom(bytes.data(), bytes.size(), 0) == ssize_t{bytes.size()});
  random.ssrc = get_u32(bytes.data());
  random.timestamp = get_u32(bytes.data() + 4);
  random.sequence = get_u16(bytes.data() + 8);
  return random;
}

/// Names nobody (RFC 7022): a new one at each start.
std::string random_cname() {
  constexpr const char* digits = "0123456789abcdef";
  const Random random = random_start();
  std::string name;
  for (std::uint64_t rest = std::uint64_t{random.ssrc} << 32U | random.timestamp; rest != 0;
       rest >>= 4U) {
    name += digits[rest & 0x0FU];
  }
  return name;
}

/// The legs and recordings of the media thread, as the SIP thread knows them.
class MediaPlane final : public Media {
 public:
  MediaPlane(const MediaOptions& options, std::uint32_t address, std::unique_ptr<Recorder> recorder,
             std::unique_ptr<MediaLoop> loop, std::unique_ptr<DtlsWorker> dtls, Logger& logger)
      : address_(address),
        ports_(options.port_first, options.port_last),
        sounds_(options.sounds, options.music, logger),
        recorder_(std::move(recorder)),
        dtls_(std::move(dtls)),
        loop_(std::move(loop)),
        logger_(logger) {}
  ~MediaPlane() override { dtls_->stop(); }
  MediaPlane(const MediaPlane&) = delete;
  MediaPlane& operator=(const MediaPlane&) = delete;

  Result<OpenedLeg> open(LegId leg) override;
  Result<OpenedLeg> reopen(LegId leg, std::uint16_t port, const StreamMark& mark) override;
  Result<OpenedWeb> open_web(LegId leg, const WebRemote& remote) override;
  Result<void> reopen_web(LegId leg, const WebRemote& remote, const WebResume& from) override;
  std::optional<IceCredentials> restart_web(LegId leg, const std::string& fragment) override;
  bool attach(LegId leg, LegId web) override;
  void detach(LegId leg) override;
  void connect(LegId leg, const Remote& remote) override;
  void bridge(LegId a, LegId b) override;
  void unbridge(LegId leg) override;
  void hear(LegId leg, link::Hear what, const std::string& greeting, const std::string& music,
            Time since) override;
  void record(ContactId contact, LegId customer, LegId agent, Time since) override;
  void end_recording(ContactId contact) override;
  void close(LegId leg) override;
  std::size_t legs() const override { return legs_.size(); }
  std::size_t legs_max() const override { return ports_.pairs(); }
  bool has_room(std::size_t legs) const override {
    return loop_->waiting() < MediaLoop::requests_max && ports_.has(legs, monotonic_now());
  }
  bool has_room_for_opus() const override { return opus_legs_ < opus_legs_max; }
  const MediaMetrics& metrics() const override { return loop_->metrics(); }

 private:
  struct Heard {
    link::Hear what = link::Hear::nothing;
    std::string greeting;
    std::string music;

    friend bool operator==(const Heard&, const Heard&) = default;
  };
  struct Known {
    Leg* leg = nullptr;
    std::uint16_t port = 0;
    Endpoint learnt;         // Of a resumed leg, until it is connected.
    bool connected = false;  // It was up: the other side sent to its port.
    bool web = false;
    LegId serves;  // Of a console's leg: which contact's leg stands for it.
    LegId web_of;  // Of such a contact's leg: the console's.
    ContactId recorded;
    Heard heard;
  };
  struct Recorded {
    Recording* recording = nullptr;
    std::array<LegId, 2> legs;  // By side.
  };

  template <class Opened>
  Result<Opened> open_at_any_port(
      const std::function<Result<Opened>(std::uint16_t, const RtpStream&, Time)>& bind);
  Result<void> add_web(LegId leg, std::uint16_t port, std::unique_ptr<WebPath> path,
                       const RtpStream& stream, const WebRemote& remote);
  Result<StreamMark> bind(LegId leg, std::uint16_t port, const RtpStream& stream, Time now);
  Known* find(LegId leg);
  void record_side(Recorded& recorded, Side side, LegId leg);

  std::uint32_t address_;
  Ports ports_;
  Sounds sounds_;
  std::map<LegId, Known> legs_;
  std::size_t opus_legs_ = 0;
  std::map<ContactId, Recorded> recordings_;
  std::unique_ptr<Recorder> recorder_;  // Outlives the loop, which puts into it.
  std::unique_ptr<DtlsWorker> dtls_;    // So do the paths of the loop's legs.
  std::unique_ptr<MediaLoop> loop_;
  Logger& logger_;
};

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

// By `bind`, at the next port that is free.
template <class Opened>
Result<Opened> MediaPlane::open_at_any_port(
    const std::function<Result<Opened>(std::uint16_t, const RtpStream&, Time)>& bind) {
  if (loop_->waiting() >= MediaLoop::requests_max) {
    return fault(Fault::Kind::limit, "media: the media thread is too far behind");
  }
  const Time now = monotonic_now();
  for (std::size_t tried = 0; tried < ports_.pairs(); ++tried) {
    const auto port = ports_.take(now);
    if (!port) break;
    const Random random = random_start();
    auto opened = bind(*port, RtpStream(random.ssrc, random.sequence, random.timestamp), now);
    if (opened) return opened;
    ports_.give_back(*port, now);  // Another program has it; it is not tried again at once.
  }
  return fault(Fault::Kind::limit, "media: no RTP port is free, of " +
                                       std::to_string(ports_.pairs()) + " pairs, " +
                                       std::to_string(legs_.size()) + " in use");
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
  const Random random = random_start();
  auto resumed = path->resume(from.mark, now).and_then([&] {
    return add_web(leg, from.port, std::move(path),
                   RtpStream(random.ssrc, random.sequence, random.timestamp), remote);
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
  if (known == nullptr || before == leg) return;
  before = leg;
  loop_->post(RecordLeg{.leg = known->leg, .recording = recorded.recording, .side = side});
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

}  // namespace

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
