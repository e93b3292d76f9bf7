#include "voice/media/recorder.h"

#include <poll.h>
#include <sys/eventfd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

#include "base/assert.h"
#include "voice/media/audio_clock.h"
#include "voice/media/rtp.h"

namespace relevo::voice {

namespace {

std::span<const std::uint8_t> bytes_of(const RecordedPacket& packet) {
  return {reinterpret_cast<const std::uint8_t*>(&packet), sizeof(packet)};
}

}  // namespace

Result<std::unique_ptr<Recorder>> Recorder::start(const std::string& folder, MediaEvents& events,
                                                  Logger& logger) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) {
    return fault(Fault::Kind::disk,
                 "recording: making the folder " + folder + ": " + error.message());
  }
  Descriptor wake{::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)};
  if (wake.number() < 0) {
    return fault(Fault::Kind::limit, std::string("recording: eventfd: ") + std::strerror(errno));
  }
  return std::unique_ptr<Recorder>(new Recorder(folder, std::move(wake), events, logger));
}

Recorder::Recorder(std::string folder, Descriptor wake, MediaEvents& events, Logger& logger)
    : folder_(std::move(folder)),
      wake_(std::move(wake)),
      events_(events),
      logger_(logger),
      finisher_(events, logger) {
  thread_ = std::thread([this] { run(); });
}

Recorder::~Recorder() {
  stopping_.store(true);
  wake();
  thread_.join();
}

void Recorder::wake() const { static_cast<void>(::eventfd_write(wake_.number(), 1)); }

Recording* Recorder::begin(ContactId contact, Time since) {
  auto recording = std::make_unique<Recording>(
      contact, folder_ + "/" + std::to_string(contact.value) + ".wav", since);
  Recording* const begun = recording.get();
  {
    const std::lock_guard lock(begun_mutex_);
    begun_.push_back(std::move(recording));
  }
  wake();
  return begun;
}

bool Recorder::put(const RecordedPacket& packet, std::span<const std::uint8_t> payload) {
  if (ring_.push(bytes_of(packet), payload, ring_bytes_for_ends)) return true;
  lost_.fetch_add(1, std::memory_order_relaxed);
  return false;
}

void Recorder::end(Recording* recording, Time now) {
  ends_waiting_.push_back({.recording = recording, .at = now, .is_end = true});
  retry_ends();
}

void Recorder::retry_ends() {
  std::erase_if(ends_waiting_,
                [&](const RecordedPacket& end) { return ring_.push(bytes_of(end), {}); });
}

void Recorder::run() {
  while (true) {
    pollfd waking{.fd = wake_.number(), .events = POLLIN, .revents = 0};
    const int timeout = kept_.empty() ? -1 : static_cast<int>(in_ms(write_each));
    static_cast<void>(::poll(&waking, 1, timeout));
    eventfd_t ignored = 0;
    static_cast<void>(::eventfd_read(wake_.number(), &ignored));
    const bool stopping = stopping_.load();
    adopt_begun();
    drain();
    write_all();
    if (stopping) break;
  }
  const Time now = monotonic_now();
  for (auto& [recording, kept] : kept_) end_kept(std::move(kept), now);
}

void Recorder::adopt_begun() {
  const std::lock_guard lock(begun_mutex_);
  for (auto& recording : begun_) {
    const Recording* const key = recording.get();
    kept_[key] = {.recording = std::move(recording)};
  }
  begun_.clear();
}

void Recorder::drain() {
  std::array<std::uint8_t, sizeof(RecordedPacket) + payload_bytes_max> buffer;
  while (true) {
    const auto record = ring_.pop(buffer);
    if (record.empty()) break;
    RecordedPacket packet;
    std::memcpy(&packet, record.data(), sizeof(packet));
    take(packet, record.subspan(sizeof(packet)));
  }
  const std::uint64_t lost = lost_.load(std::memory_order_relaxed);
  if (lost == lost_seen_) return;
  // Whose packets they were is not known here, so every recording of that time says so.
  logger_.error("recording: the disk is too slow, audio was lost",
                {{"packets", lost - lost_seen_}});
  lost_seen_ = lost;
  for (auto& [recording, kept] : kept_) kept.complete = false;
}

void Recorder::take(const RecordedPacket& packet, std::span<const std::uint8_t> payload) {
  auto at = kept_.find(packet.recording);
  if (at == kept_.end()) {
    // Begun after adopt_begun looked; what is in the ring now was begun before it was put there.
    adopt_begun();
    at = kept_.find(packet.recording);
  }
  RELEVO_ASSERT(at != kept_.end());
  if (packet.is_end) {
    end_kept(std::move(at->second), packet.at);
    kept_.erase(at);
    return;
  }
  KeptRecording& kept = at->second;
  if (kept.broken) return;
  note(kept, kept.recording->add(packet.side, packet.codec, packet.ssrc, packet.timestamp, payload,
                                 packet.at));
  if (!kept.broken) tell_started(kept);
}

void Recorder::tell_started(KeptRecording& kept) {
  if (!std::exchange(kept.started, true)) events_.on_recording_started(kept.recording->contact());
}

void Recorder::write_all() {
  const Time now = monotonic_now();
  for (auto& [recording, kept] : kept_) {
    if (!kept.broken) note(kept, kept.recording->write_until(now));
  }
}

void Recorder::note(KeptRecording& kept, const Result<void>& outcome) {
  if (outcome || kept.broken) return;
  kept.broken = true;
  kept.complete = false;
  logger_.error("recording: it ends here, the call goes on",
                {{"contact", kept.recording->contact().value}, {"why", outcome.error().what}});
}

void Recorder::end_kept(KeptRecording kept, Time now) {
  note(kept, kept.recording->finish(now));
  if (!kept.recording->has_file() && !kept.broken) {
    events_.on_recording_ended({.contact = kept.recording->contact(), .complete = true});
    return;
  }
  if (kept.recording->has_file()) tell_started(kept);
  // What the process that began it had not written yet is missing.
  if (kept.recording->goes_on()) kept.complete = false;
  finisher_.take(std::move(kept));
}

}  // namespace relevo::voice
