// The people's way to the HTTP API: commands and the board, asked for by threads that may wait.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "base/time.h"
#include "demo/board.h"
#include "demo/http_client.h"

namespace relevo::demo {

struct ApiDoorOptions {
  HttpClientOptions http;  // Its stop_fd ends all that waits.
  std::string user;
  std::string password;
  std::string key_prefix;  // Of the Idempotency-Keys; differs from start to start.
};

/// All public functions on the thread that made it; what they take is called there too, by
/// deliver().
class ApiDoor {
 public:
  static constexpr std::size_t workers = 3;  // One of them for the board.
  static constexpr std::size_t jobs_max = 40'000;
  static constexpr std::uint64_t keys_max = 10'000;  // A user has only so many a day; then none.
  static constexpr Duration board_every = seconds(2);

  /// HTTP status, 0 when no answer came; and the name of the reject that the core gave, if any.
  struct Answer {
    int status = 0;
    std::string reject = {};

    bool done() const { return status == 200; }
  };
  using OnAnswer = std::function<void(const Answer& answer)>;

  explicit ApiDoor(ApiDoorOptions options);
  /// Waits for its threads: make stop_fd readable first.
  ~ApiDoor();
  ApiDoor(const ApiDoor&) = delete;
  ApiDoor& operator=(const ApiDoor&) = delete;

  /// POST /commands/{name} with a key of its own, repeated twice when no answer comes. Commands
  /// that are asked for one after the other may arrive in any order.
  void command(const std::string& name, std::string body, OnAnswer on_answer);

  /// Calls the listeners of what has been answered, and gives the newest board if there is a new
  /// one. Never blocks.
  std::optional<Board> deliver();

  /// Of the last try to get the board.
  bool is_reachable() const { return reachable_; }

 private:
  struct Job {
    std::string name;
    std::string body;
    std::string key;
    OnAnswer on_answer;
  };
  struct Done {
    OnAnswer on_answer;
    Answer answer;
  };

  class Visit;

  void run_commands();
  void run_board();
  bool wait_stopped(Duration wait);

  const ApiDoorOptions options_;
  std::uint64_t last_key_ = 0;
  std::atomic<bool> reachable_ = false;
  std::mutex mutex_;  // Guards what follows, up to the threads.
  std::condition_variable changed_;
  std::deque<Job> jobs_;
  std::vector<Done> done_;
  std::optional<Board> board_;
  bool stopped_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace relevo::demo
