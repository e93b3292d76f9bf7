// The SIP thread's side of the media plane: ports, sounds, and what it asked of which leg.
#pragma once

#include <array>
#include <functional>
#include <map>

#include "voice/media/audio_clock.h"
#include "voice/media/media.h"
#include "voice/media/media_loop.h"
#include "voice/media/ports.h"
#include "voice/media/recorder.h"
#include "voice/media/sound.h"

namespace relevo::voice {

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
  void confer(ContactId contact, std::span<const Conferred> legs) override;
  void hear(LegId leg, link::Hear what, const std::string& greeting, const std::string& music,
            Time since) override;
  void ring_back(LegId leg) override;
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
    bool rings_back = false;

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
    auto opened = bind(*port, RtpStream::fresh(), now);
    if (opened) return opened;
    ports_.give_back(*port, now);  // Another program has it; it is not tried again at once.
  }
  return fault(Fault::Kind::limit, "media: no RTP port is free, of " +
                                       std::to_string(ports_.pairs()) + " pairs, " +
                                       std::to_string(legs_.size()) + " in use");
}

}  // namespace relevo::voice
