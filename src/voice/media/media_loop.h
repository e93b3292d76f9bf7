// The media thread: one epoll loop over the sockets of every leg.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "base/logger.h"
#include "voice/media/descriptor.h"
#include "voice/media/leg.h"
#include "voice/media/media_metrics.h"
#include "voice/media/mix.h"
#include "voice/media/recorder.h"
#include "voice/media/request.h"
#include "voice/media/rtp.h"
#include "voice/web/dtls_worker.h"

namespace relevo::voice {

/// Runs as real-time thread where the system permits. The destructor ends the thread; legs that are
/// open are closed.
class MediaLoop final : public DtlsEvents {
 public:
  static constexpr std::size_t requests_max = 100'000;

  struct Options {
    Duration media_lost_after;
    std::string cname;  // Of our RTCP reports, at most cname_size_max.
  };

  /// Fault limit: the system has no more descriptors.
  static Result<std::unique_ptr<MediaLoop>> start(Options options, Recorder& recorder,
                                                  MediaEvents& events, Logger& logger);
  ~MediaLoop() override;
  MediaLoop(const MediaLoop&) = delete;
  MediaLoop& operator=(const MediaLoop&) = delete;

  /// SIP thread. Does not wait for the media thread. Never refused, since the end of a leg must not
  /// get lost: what bounds the queue is that no leg is opened while requests_max wait.
  void post(Request request);

  /// The worker's thread.
  void on_dtls(DtlsStep step) override;

  /// SIP thread. Requests that the media thread has not taken yet.
  std::size_t waiting();

  const MediaMetrics& metrics() const { return metrics_; }

 private:
  struct Descriptors {
    Descriptor epoll;
    Descriptor wake;   // Requests wait, or stopping_.
    Descriptor frame;  // Each 20 ms, while somebody hears something.
    Descriptor second;
  };

  MediaLoop(Options options, Descriptors descriptors, Recorder& recorder, MediaEvents& events,
            Logger& logger);
  void run();
  void each_frame();
  void each_second(Time now);
  void tell_path(Leg& leg, Time now);
  void carry_out_requests();
  void set_frame_timer();
  bool watch(int descriptor, std::uint64_t tag) const;
  void leave_mixes(const Leg& leg);
  void close(Leg& leg);

  void carry_out(AddLeg& request);
  void carry_out(ConnectLeg& request);
  void carry_out(TakeDtls& request);
  static void carry_out(RestartIce& request);
  void carry_out(ResumeLatch& request);
  void carry_out(BridgeLegs& request);
  void carry_out(UnbridgeLeg& request);
  void carry_out(ConferLegs& request);
  void carry_out(QuietLeg& request);
  void carry_out(HearPlayback& request);
  void carry_out(RecordLeg& request);
  void carry_out(EndRecording& request);
  void carry_out(CloseLeg& request);

  Options options_;
  Descriptors descriptors_;
  Recorder& recorder_;
  MediaEvents& events_;
  Logger& logger_;

  MediaMetrics metrics_;
  std::mutex requests_mutex_;
  std::vector<Request> requests_;
  std::atomic<bool> stopping_{false};

  std::vector<std::unique_ptr<Leg>> legs_;  // Media thread, as all below.
  std::vector<Leg*> hearing_;
  std::map<ContactId, Mix> mixes_;
  bool frame_timer_on_ = false;
  Time frame_due_;       // While it is on.
  LegCounts of_closed_;  // Of the legs that are gone.
  std::vector<Request> taken_;
  std::array<std::uint8_t, datagram_bytes_max> buffer_;
  std::thread thread_;
};

}  // namespace relevo::voice
