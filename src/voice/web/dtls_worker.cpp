#include "voice/web/dtls_worker.h"

#include <chrono>
#include <utility>

#include "voice/media/audio_clock.h"

namespace relevo::voice {

Result<std::unique_ptr<DtlsWorker>> DtlsWorker::start(DtlsEvents& events, Duration kept) {
  auto identity = DtlsIdentity::make();
  if (!identity) return tl::unexpected<Fault>(identity.error());
  return std::unique_ptr<DtlsWorker>(new DtlsWorker(std::move(*identity), events, kept));
}

DtlsWorker::DtlsWorker(DtlsIdentity identity, DtlsEvents& events, Duration kept)
    : identity_(std::move(identity)), events_(events), kept_(kept) {
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
      const auto due = next_due();
      const auto called = [this] { return stopping_ || !tasks_.empty(); };
      if (due) {
        const auto wait = std::chrono::microseconds((*due - monotonic_now()).us);
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
    forget_what_is_over();
    kept_handshakes_.store(handshakes_.size(), std::memory_order_relaxed);
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
  handshakes_.emplace(task.leg,
                      Handshake{.server = std::move(*server), .repeat_at = {}, .forget_at = {}});
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

// A session takes some tens of kB, and a page stays for a whole shift.
void DtlsWorker::forget_what_is_over() {
  const Time now = monotonic_now();
  std::erase_if(handshakes_, [now](const auto& entry) {
    const Time at = entry.second.forget_at;
    return at != Time{} && at <= now;
  });
}

void DtlsWorker::tell(LegId leg, Handshake& handshake, std::vector<Bytes> send) {
  const DtlsServer& server = handshake.server;
  DtlsStep step{.leg = leg, .send = std::move(send), .keys = {}, .failed = {}};
  const bool over = server.stage() != DtlsServer::Stage::shaking_hands;
  if (over && handshake.forget_at == Time{}) {
    handshake.forget_at = monotonic_now() + kept_;
    if (server.stage() == DtlsServer::Stage::done) step.keys = server.keys();
    step.failed = server.why();
  }
  const auto repeat = server.repeat_in();
  handshake.repeat_at = repeat ? monotonic_now() + *repeat : Time{};
  if (!step.send.empty() || step.keys || !step.failed.empty()) events_.on_dtls(std::move(step));
}

std::optional<Time> DtlsWorker::next_due() const {
  std::optional<Time> next;
  for (const auto& [leg, handshake] : handshakes_) {
    for (const Time at : {handshake.repeat_at, handshake.forget_at}) {
      if (at != Time{} && (!next || at < *next)) next = at;
    }
  }
  return next;
}

}  // namespace relevo::voice
