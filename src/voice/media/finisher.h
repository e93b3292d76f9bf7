// The thread that waits until recordings are on disk, so that the others need not wait for them.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "base/logger.h"
#include "voice/media/media.h"
#include "voice/media/recording.h"

namespace relevo::voice {

/// A recording, and how it went so far.
struct KeptRecording {
  std::unique_ptr<Recording> recording;
  bool started = false;  // on_recording_started has been called.
  bool broken = false;   // The disk did not take it: nothing more is written.
  bool complete = true;  // False when audio is missing from it.
};

/// The destructor finishes what waits. No more can wait than there were recordings at once.
class Finisher {
 public:
  Finisher(MediaEvents& events, Logger& logger);
  ~Finisher();
  Finisher(const Finisher&) = delete;
  Finisher& operator=(const Finisher&) = delete;

  /// Writer thread. All of it is written; on_recording_ended follows when it is on disk.
  void take(KeptRecording written);

 private:
  void run();
  void finish(KeptRecording& written);

  MediaEvents& events_;
  Logger& logger_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<KeptRecording> waiting_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace relevo::voice
