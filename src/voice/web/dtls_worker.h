// Shakes hands with browsers on a thread of its own, so that no signature holds up audio.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "base/bytes.h"
#include "base/id.h"
#include "base/result.h"
#include "base/time.h"
#include "voice/web/dtls.h"

namespace relevo::voice {

/// What a handshake gives, each time that it goes on.
struct DtlsStep {
  LegId leg;
  std::vector<Bytes> send;       // To the browser, one datagram each.
  std::optional<SrtpKeys> keys;  // Once, when it is done.
  std::string failed;            // Why it is over without keys; empty while it is not.
};

class DtlsEvents {
 public:
  virtual ~DtlsEvents() = default;
  /// The worker's thread. Must not block.
  virtual void on_dtls(DtlsStep step) = 0;
};

class DtlsWorker {
 public:
  static constexpr std::size_t waiting_max = 10'000;  // Datagrams; what is more is lost, as by UDP.

  // Of a handshake that is over: a browser that lost our last flight asks for it again by then.
  static constexpr Duration kept_for = seconds(60);

  /// Fault limit: no certificate could be made.
  static Result<std::unique_ptr<DtlsWorker>> start(DtlsEvents& events, Duration kept = kept_for);
  ~DtlsWorker();
  DtlsWorker(const DtlsWorker&) = delete;
  DtlsWorker& operator=(const DtlsWorker&) = delete;

  /// Ends the thread: nothing is told any more, and what is asked for has no effect.
  void stop();

  /// Of our certificate, as SDP writes it.
  const std::string& fingerprint() const { return identity_.fingerprint(); }

  /// A browser whose certificate has that fingerprint will speak for `leg`; instead of the one
  /// before. Any thread, as those below.
  void begin(LegId leg, std::string fingerprint);

  /// A datagram of it. Nothing comes of one for a leg that was not begun.
  void take(LegId leg, std::span<const std::uint8_t> datagram);

  void end(LegId leg);

  /// Handshakes that are kept: those under way, and those that ended of late.
  std::size_t handshakes() const { return kept_handshakes_.load(std::memory_order_relaxed); }

 private:
  struct Begin {
    LegId leg;
    std::string fingerprint;
  };
  struct Take {
    LegId leg;
    Bytes datagram;
  };
  struct End {
    LegId leg;
  };
  using Task = std::variant<Begin, Take, End>;
  struct Handshake {
    DtlsServer server;
    Time repeat_at;  // Zero: nothing to repeat.
    Time forget_at;  // Zero: it goes on.
  };

  DtlsWorker(DtlsIdentity identity, DtlsEvents& events, Duration kept);
  void post(Task task);
  void run();
  void carry_out(Begin& task);
  void carry_out(Take& task);
  void carry_out(End& task);
  void repeat_what_is_due();
  void forget_what_is_over();
  void tell(LegId leg, Handshake& handshake, std::vector<Bytes> send);
  std::optional<Time> next_due() const;

  DtlsIdentity identity_;
  DtlsEvents& events_;
  Duration kept_;
  std::mutex mutex_;
  std::condition_variable woken_;
  std::deque<Task> tasks_;
  bool stopping_ = false;
  std::map<LegId, Handshake> handshakes_;  // Worker's thread.
  std::atomic<std::size_t> kept_handshakes_{0};
  std::thread thread_;
};

}  // namespace relevo::voice
