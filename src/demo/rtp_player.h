// The phones' audio: speaks recorded sentences over RTP and hears what comes, on one thread.
#pragma once

#include <netinet/in.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "base/prng.h"
#include "base/result.h"
#include "demo/speech.h"

namespace relevo::demo {

/// One call's audio, by number. 0 is none.
using LineId = std::uint64_t;

class RtpPlayer {
 public:
  static constexpr std::size_t lines_max = 10'000;

  /// Fault limit: no descriptors for the thread's clock.
  static Result<std::unique_ptr<RtpPlayer>> start(std::string address, Speech speech,
                                                  std::uint64_t seed);
  ~RtpPlayer();
  RtpPlayer(const RtpPlayer&) = delete;
  RtpPlayer& operator=(const RtpPlayer&) = delete;

  struct Line {
    LineId id = 0;
    std::uint16_t port = 0;  // Of its own socket.
  };

  /// A silent line with a port of its own. Fault network, limit. This and the others: any thread.
  Result<Line> open(Language language);

  /// Sends to that address from now on, 50 packets a second; `false` for `heard`: nothing is sent,
  /// because they hold the call. An address that is none silences the line.
  void talk(LineId line, const std::string& address, std::uint16_t port, bool heard);

  /// Speaks that language from the next sentence on.
  void use(LineId line, Language language);

  void close(LineId line);

  std::uint64_t sent() const { return sent_; }
  std::uint64_t heard() const { return heard_; }

 private:
  struct Talk {
    int socket = -1;
    bool sending = false;
    sockaddr_in remote{};
    std::uint16_t sequence = 0;
    std::uint32_t timestamp = 0;
    std::uint32_t source = 0;
    Language language = Language::spanish;
    const Clip* clip = nullptr;  // Null: a pause.
    std::size_t at = 0;
    std::uint32_t pause_frames = 0;
  };

  RtpPlayer(std::string address, Speech speech, std::uint64_t seed)
      : address_(std::move(address)), speech_(std::move(speech)), prng_(seed) {}

  void run();
  void tick();
  void send(Talk& talk);
  void listen(const Talk& talk);
  void next_frame(Talk& talk, std::uint8_t* payload);

  const std::string address_;
  const Speech speech_;
  int clock_ = -1;
  int wake_ = -1;
  std::mutex mutex_;  // Guards what follows, up to the thread.
  Prng prng_;
  std::map<LineId, Talk> talks_;
  LineId last_ = 0;
  std::atomic<std::uint64_t> sent_ = 0;
  std::atomic<std::uint64_t> heard_ = 0;
  std::thread thread_;
};

}  // namespace relevo::demo
