// The thread that writes recordings, and the way of the audio from the media thread to it.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

#include "base/logger.h"
#include "voice/media/byte_ring.h"
#include "voice/media/descriptor.h"
#include "voice/media/finisher.h"
#include "voice/media/media.h"
#include "voice/media/recording.h"

namespace relevo::voice {

/// What goes with one packet's payload, or the end of a recording.
struct RecordedPacket {
  Recording* recording = nullptr;
  Time at;
  std::uint32_t ssrc = 0;
  std::uint32_t timestamp = 0;
  Side side = Side::customer;
  Codec codec = Codec::pcmu;
  bool is_end = false;
};

/// The destructor writes out and ends what is left.
class Recorder {
 public:
  static constexpr std::size_t ring_bytes_max = std::size_t{16} << 20U;  // 1.5 s of 500 calls.
  static constexpr std::size_t ring_bytes_for_ends = std::size_t{64} << 10U;
  static constexpr Duration write_each = milliseconds(100);

  /// Fault disk: the folder cannot be made.
  static Result<std::unique_ptr<Recorder>> start(const std::string& folder, MediaEvents& events,
                                                 Logger& logger);
  ~Recorder();
  Recorder(const Recorder&) = delete;
  Recorder& operator=(const Recorder&) = delete;

  /// SIP thread. The recording is the writer's, until the media thread hands in its end. It begins
  /// at `since`, now or earlier.
  Recording* begin(ContactId contact, Time since);

  /// Media thread. One packet's audio; false when the ring was full, and then it is lost.
  bool put(const RecordedPacket& packet, std::span<const std::uint8_t> payload);

  /// Media thread. Nothing may be put for this recording any more.
  void end(Recording* recording, Time now);

  /// Media thread, once a second: hands in the ends for which the ring had no room.
  void retry_ends();

 private:
  Recorder(std::string folder, Descriptor wake, MediaEvents& events, Logger& logger);
  void run();
  void adopt_begun();
  void drain();
  void write_all();
  void take(const RecordedPacket& packet, std::span<const std::uint8_t> payload);
  void tell_started(KeptRecording& kept);
  void note(KeptRecording& kept, const Result<void>& outcome);
  void end_kept(KeptRecording kept, Time now);
  void wake() const;

  std::string folder_;
  Descriptor wake_;
  MediaEvents& events_;
  Logger& logger_;
  ByteRing ring_{ring_bytes_max};
  std::atomic<std::uint64_t> lost_{0};  // Packets that found the ring full, of any recording.

  std::mutex begun_mutex_;
  std::vector<std::unique_ptr<Recording>> begun_;  // Not yet seen by the writer.
  std::atomic<bool> stopping_{false};

  std::vector<RecordedPacket> ends_waiting_;  // Media thread.

  std::unordered_map<const Recording*, KeptRecording> kept_;  // Writer thread, as all below.
  std::uint64_t lost_seen_ = 0;
  Finisher finisher_;
  std::thread thread_;
};

}  // namespace relevo::voice
