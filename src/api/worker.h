// One thread for what takes long: password hashes, operation files.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace relevo {

/// Jobs run one after the other, at a low priority, so that they take no processor from audio.
class Worker {
 public:
  static constexpr std::size_t jobs_max = 64;  // Waiting.

  Worker();
  ~Worker();
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  /// False when jobs_max wait already, or after stop. Any thread; never blocks for long.
  bool post(std::function<void()> job);

  /// The second half of a job that was taken: beyond jobs_max too. Any thread.
  void post_due(std::function<void()> job);

  /// Waits for the job at work; those that wait are dropped.
  void stop();

 private:
  void run();

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> jobs_;
  bool stopped_ = false;
  std::thread thread_;
};

}  // namespace relevo
