#include "api/worker.h"

#include <sys/resource.h>
#include <unistd.h>

namespace relevo {

namespace {

constexpr int niceness = 10;

}  // namespace

Worker::Worker() : thread_([this] { run(); }) {}

Worker::~Worker() { stop(); }

bool Worker::post(std::function<void()> job) {
  const std::lock_guard lock{mutex_};
  if (stopped_ || jobs_.size() >= jobs_max) return false;
  jobs_.push_back(std::move(job));
  changed_.notify_one();
  return true;
}

void Worker::post_due(std::function<void()> job) {
  const std::lock_guard lock{mutex_};
  if (stopped_) return;
  jobs_.push_back(std::move(job));
  changed_.notify_one();
}

void Worker::stop() {
  {
    const std::lock_guard lock{mutex_};
    stopped_ = true;
  }
  changed_.notify_one();
  if (thread_.joinable()) thread_.join();
  jobs_.clear();  // What they hold to answer with must not outlive the server.
}

void Worker::run() {
  // Linux keeps it for each thread; where it is refused, the jobs run at the usual priority.
  static_cast<void>(::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), niceness));
  for (;;) {
    std::function<void()> job;
    {
      std::unique_lock lock{mutex_};
      changed_.wait(lock, [this] { return stopped_ || !jobs_.empty(); });
      if (stopped_) return;
      job = std::move(jobs_.front());
      jobs_.pop_front();
    }
    job();
  }
}

}  // namespace relevo
