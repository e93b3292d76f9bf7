#include "voice/web/dtls_worker.h"

#include <doctest/doctest.h>

#include <chrono>

#include "voice/web/browser_test.h"

namespace relevo::voice {

namespace {

constexpr LegId leg{1};
constexpr auto patience = std::chrono::seconds(10);

class Steps final : public DtlsEvents {
 public:
  void on_dtls(DtlsStep step) override {
    const std::lock_guard lock(mutex_);
    for (Bytes& datagram : step.send) for_browser_.push_back(std::move(datagram));
    keys_ = keys_ || step.keys;
    failed_ = failed_ || !step.failed.empty();
    changed_.notify_all();
  }

  std::vector<Bytes> wait() {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, patience, [this] { return !for_browser_.empty() || keys_ || failed_; });
    return std::exchange(for_browser_, {});
  }
  bool keys() {
    const std::lock_guard lock(mutex_);
    return keys_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Bytes> for_browser_;
  bool keys_ = false;
  bool failed_ = false;
};

struct Shaking {
  Steps steps;
  DtlsClient browser;
  std::unique_ptr<DtlsWorker> worker;

  explicit Shaking(Duration kept) : worker(DtlsWorker::start(steps, kept).value()) {
    worker->begin(leg, browser.fingerprint());
    std::vector<Bytes> for_browser;
    for (int turn = 0; turn < 20 && !steps.keys(); ++turn) {
      const Bytes hello = browser.step(for_browser);
      if (!hello.empty()) worker->take(leg, hello);
      for_browser = steps.wait();
    }
  }

  /// Whether so many are kept, now or soon.
  bool keeps(std::size_t count) const {
    const auto until = std::chrono::steady_clock::now() + patience;
    while (worker->handshakes() != count && std::chrono::steady_clock::now() < until) {
      std::this_thread::yield();
    }
    return worker->handshakes() == count;
  }
};

}  // namespace

TEST_CASE("dtls worker: a handshake that is over is kept for what the browser has lost") {
  Shaking it{DtlsWorker::kept_for};
  REQUIRE(it.steps.keys());
  CHECK(it.keeps(1));
  it.worker->end(leg);
  CHECK(it.keeps(0));
}

TEST_CASE("dtls worker: and then it is forgotten, though its leg goes on") {
  Shaking it{milliseconds(1)};
  REQUIRE(it.steps.keys());
  CHECK(it.keeps(0));
}

}  // namespace relevo::voice
