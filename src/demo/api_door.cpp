#include "demo/api_door.h"

#include <boost/json.hpp>
#include <chrono>
#include <utility>

namespace relevo::demo {

namespace {

namespace json = boost::json;

constexpr int tries_max = 3;
constexpr Duration try_again_after = milliseconds(500);

std::string member(const std::string& body, std::string_view name) {
  json::error_code error;
  const json::value value = json::parse(body, error);
  if (error || !value.is_object()) return {};
  const json::value* found = value.get_object().if_contains(name);
  return found != nullptr && found->is_string() ? std::string(found->get_string()) : std::string{};
}

}  // namespace

/// One thread's session with the API: signs in when there is no token or it is no longer good.
class ApiDoor::Visit {
 public:
  explicit Visit(const ApiDoorOptions& options) : options_(options), client_(options.http) {}

  Result<HttpResponse> send(HttpRequest request) {
    for (bool again = false;; again = true) {
      if (token_.empty()) {
        auto signed_in = sign_in();
        if (!signed_in || signed_in->status != 200) return signed_in;
      }
      HttpRequest authorized = request;
      authorized.headers.emplace_back("Authorization", "Bearer " + token_);
      auto response = client_.send(authorized);
      if (!response || response->status != 401 || again) return response;
      token_.clear();
    }
  }

 private:
  Result<HttpResponse> sign_in() {
    const json::object body{{"user", options_.user}, {"password", options_.password}};
    auto response = client_.send({.method = "POST",
                                  .target = "/api/v1/sessions",
                                  .headers = {{"Content-Type", "application/json"}},
                                  .body = json::serialize(body),
                                  .repeatable = true});
    if (response && response->status == 200) {
      token_ = member(response->body, "token");
      if (token_.empty()) response->status = 502;
    }
    return response;
  }

  const ApiDoorOptions& options_;
  HttpClient client_;
  std::string token_;
};

ApiDoor::ApiDoor(ApiDoorOptions options) : options_(std::move(options)) {
  threads_.emplace_back([this] { run_board(); });
  while (threads_.size() < workers) threads_.emplace_back([this] { run_commands(); });
}

ApiDoor::~ApiDoor() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

void ApiDoor::command(const std::string& name, std::string body, OnAnswer on_answer) {
  Job job{.name = name,
          .body = std::move(body),
          .key = last_key_ < keys_max ? options_.key_prefix + std::to_string(++last_key_) : "",
          .on_answer = std::move(on_answer)};
  const std::lock_guard lock(mutex_);
  if (jobs_.size() >= jobs_max) {
    done_.push_back({.on_answer = std::move(job.on_answer), .answer = {}});
    return;
  }
  jobs_.push_back(std::move(job));
  changed_.notify_one();
}

std::optional<Board> ApiDoor::deliver() {
  std::vector<Done> done;
  std::optional<Board> board;
  {
    const std::lock_guard lock(mutex_);
    done.swap(done_);
    board.swap(board_);
  }
  for (const Done& one : done) one.on_answer(one.answer);
  return board;
}

bool ApiDoor::wait_stopped(Duration wait) {
  std::unique_lock lock(mutex_);
  return changed_.wait_for(lock, std::chrono::microseconds(wait.us), [this] { return stopped_; });
}

void ApiDoor::run_commands() {
  Visit visit{options_};
  for (;;) {
    Job job;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return stopped_ || !jobs_.empty(); });
      if (stopped_) return;
      job = std::move(jobs_.front());
      jobs_.pop_front();
    }
    Answer answer;
    for (int i = 0; i < tries_max && answer.status == 0; ++i) {
      if (i > 0 && wait_stopped(try_again_after)) return;
      HttpRequest request{.method = "POST",
                          .target = "/api/v1/commands/" + job.name,
                          .headers = {{"Content-Type", "application/json"}},
                          .body = job.body,
                          .repeatable = true};
      if (!job.key.empty()) request.headers.emplace_back("Idempotency-Key", job.key);
      const auto response = visit.send(request);
      if (!response) continue;
      answer.status = response->status;
      if (response->status == 409) answer.reject = member(response->body, "reject");
    }
    const std::lock_guard lock(mutex_);
    done_.push_back({.on_answer = std::move(job.on_answer), .answer = std::move(answer)});
  }
}

void ApiDoor::run_board() {
  Visit visit{options_};
  do {
    const auto response = visit.send({.target = "/api/v1/board"});
    Result<Board> board = tl::unexpected<Fault>(Fault{});
    if (response && response->status == 200) board = read_board(response->body);
    reachable_ = board.has_value();
    const std::lock_guard lock(mutex_);
    if (board) board_ = std::move(*board);
  } while (!wait_stopped(board_every));
}

}  // namespace relevo::demo
