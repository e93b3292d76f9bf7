#include "voice/web/dtls_worker.h"

#include <chrono>
#include <utility>

#include "voice/media/audio_clock.h"

namespace relevo::voice {

Result<std::unique_ptr<DtlsWorker>> DtlsWorker::start(DtlsEvents& events) {
  auto identity = DtlsIdentity::make();
  if (!identity) return tl::unexpected<Fault>(identity.error());
  return std::unique_ptr<DtlsWorker>(new DtlsWorker(std::move(*identity), events));
}

DtlsWorker::DtlsWorker(DtlsIdentity identity, DtlsEvents& events)
    : identity_(std::move(identity)), events_(events) {
  thread_ = std::thread([this] { run(); });
}

DtlsWorker::~DtlsWorker() { stop(); }

void DtlsWorker::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  woken_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void DtlsWorker::begin(LegId leg, std::string fingerprint) {
  post(Begin{leg, std::move(fingerprint)});
}

void DtlsWorker::take(LegId leg, std::span<const std::uint8_t> datagram) {
  post(Take{leg, Bytes(datagram.begin(), datagram.end())});
}

void DtlsWorker::end(LegId leg) { post(End{leg}); }

void DtlsWorker::post(Task task) {
  {
    const std::lock_guard lock(mutex_);
    if (std::holds_alternative<Take>(task) && tasks_.size() >= waiting_max) return;
    tasks_.push_back(std::move(task));
  }
  woken_.notify_one();
}

void DtlsWorker::run() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    if (tasks_.empty()) {
      const auto repeat = next_repeat();
      const auto called = [this] { return stopping_ || !tasks_.empty(); };
      if (repeat) {
        const auto wait = std::chrono::microseconds((*repeat - monotonic_now()).us);
        woken_.wait_for(lock, wait, called);
      } else {
        woken_.wait(lock, called);
      }
    }
    std::deque<Task> taken;
    taken.swap(tasks_);
    lock.unlock();
    for (Task& task : taken) {
      std::visit([this](auto& it) { carry_out(it); }, task);
    }
    repeat_what_is_due();
    lock.lock();
  }
}

void DtlsWorker::carry_out(Begin& task) {
  handshakes_.erase(task.leg);
  auto server = DtlsServer::make(identity_, std::move(task.fingerprint));
  if (!server) {
    events_.on_dtls({.leg = task.leg, .send = {}, .keys = {}, .failed = server.error().what});
    return;
  }
  handshakes_.emplace(task.leg, Handshake{.server = std::move(*server), .repeat_at = {}});
}

void DtlsWorker::carry_out(Take& task) {
  const auto at = handshakes_.find(task.leg);
  if (at == handshakes_.end()) return;
  tell(task.leg, at->second, at->second.server.take(task.datagram));
}

void DtlsWorker::carry_out(End& task) { handshakes_.erase(task.leg); }

void DtlsWorker::repeat_what_is_due() {
  const Time now = monotonic_now();
  for (auto& [leg, handshake] : handshakes_) {
    if (handshake.repeat_at == Time{} || now < handshake.repeat_at) continue;
    tell(leg, handshake, handshake.server.repeat());
  }
}

void DtlsWorker::tell(LegId leg, Handshake& handshake, std::vector<Bytes> send) {
  const DtlsServer& server = handshake.server;
  DtlsStep step{.leg = leg, .send = std::move(send), .keys = {}, .failed = {}};
  if (!handshake.told && server.stage() != DtlsServer::Stage::shaking_hands) {
    handshake.told = true;
    if (server.stage() == DtlsServer::Stage::done) step.keys = server.keys();
    step.failed = server.why();
  }
  const auto repeat = server.repeat_in();
  handshake.repeat_at = repeat ? monotonic_now() + *repeat : Time{};
  if (!step.send.empty() || step.keys || !step.failed.empty()) events_.on_dtls(std::move(step));
}

std::optional<Time> DtlsWorker::next_repeat() const {
  std::optional<Time> next;
  for (const auto& [leg, handshake] : handshakes_) {
    if (handshake.repeat_at == Time{}) continue;
    if (!next || handshake.repeat_at < *next) next = handshake.repeat_at;
  }
  return next;
}

}  // namespace relevo::voice
