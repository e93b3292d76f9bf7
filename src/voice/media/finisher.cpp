#include "voice/media/finisher.h"

#include <utility>

namespace relevo::voice {

Finisher::Finisher(MediaEvents& events, Logger& logger) : events_(events), logger_(logger) {
  thread_ = std::thread([this] { run(); });
}

Finisher::~Finisher() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

void Finisher::take(KeptRecording written) {
  {
    const std::lock_guard lock(mutex_);
    waiting_.push_back(std::move(written));
  }
  changed_.notify_one();
}

void Finisher::run() {
  while (true) {
    std::vector<KeptRecording> batch;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
      if (waiting_.empty()) return;
      batch.swap(waiting_);
    }
    for (KeptRecording& written : batch) finish(written);
  }
}

void Finisher::finish(KeptRecording& written) {
  Recording& recording = *written.recording;
  if (const auto synced = recording.sync(); !synced) {
    written.complete = false;
    logger_.error("recording: it may not be on disk",
                  {{"contact", recording.contact().value}, {"why", synced.error().what}});
  }
  events_.on_recording_ended(
      {.contact = recording.contact(), .length = recording.length(), .complete = written.complete});
}

}  // namespace relevo::voice
