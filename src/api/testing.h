// For tests: the real handler over a real core and a log in memory, without sockets.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "api/handler.h"
#include "api/known_indicators.h"
#include "base/assert.h"
#include "core/core.h"
#include "http/target.h"
#include "log/memory_log.h"
#include "operation/operation_file.h"
#include "records/temp_folder.h"

namespace relevo::testing {

/// Takes each request at once; the clock moves by hand.
class TinyEngine final : public EnginePort {
 public:
  explicit TinyEngine(Log& log) : log_(log) {}

  std::function<void(const Batch&)> publish = [](const Batch&) {};
  bool is_ready = true;
  bool overloaded = false;
  Time time = {seconds(1'700'000'000).us};

  void post(Request request, std::function<void(const Answer&)> done) override {
    if (overloaded) return done({.overloaded = true});
    Batch batch{.first = core_.state().position + 1, .at = time};
    const Outcome outcome = core_.take(request, batch);
    core_.close(batch);
    if (!batch.events.empty()) {
      RELEVO_ASSERT(log_.append(batch, 1).has_value());
      publish(batch);
    }
    done({.reject = outcome.reject,
          .first = outcome.first,
          .events = outcome.events,
          .position = core_.state().position});
  }
  bool inspect(StateTold done) override {
    if (overloaded) return false;
    done(StateSeen{.position = core_.state().position, .hash = hash_of(core_.state())});
    return true;
  }
  bool ready() const override { return is_ready; }
  Time now() const override { return time; }
  Duration wall_offset() const override { return {}; }

  void take(Command command) {
    post({.command = std::move(command)}, [](const Answer&) {});
  }
  const Core& core() const { return core_; }

 private:
  Log& log_;
  Core core_;
};

/// A log that drops its beginning at the moment when somebody reads it.
class DroppingLog final : public Log {
 public:
  Result<void> append(const Batch& batch, std::uint64_t epoch) override {
    return kept_.append(batch, epoch);
  }
  Result<std::vector<Batch>> read(Position after, std::size_t events_max) const override {
    dropped_ = drops_up_to;
    if (after < dropped_) return fault(Fault::Kind::input, "the test dropped it");
    return kept_.read(after, events_max);
  }
  Position last() const override { return kept_.last(); }
  Position dropped() const override { return dropped_; }

  Position drops_up_to = 0;

 private:
  MemoryLog kept_;
  mutable Position dropped_ = 0;
};

/// Keeps what is sent until the test lets it through.
class FakePeer final : public WebSocketPeer {
 public:
  void send(std::shared_ptr<const std::string> text) override {
    sent.push_back(std::move(text));
    if (!reads) waiting += sent.back()->size();
  }
  std::size_t queued_bytes() const override { return waiting; }
  void close(std::uint16_t code, std::string_view /*reason*/) override { closed = code; }

  std::vector<std::shared_ptr<const std::string>> sent;
  std::size_t waiting = 0;
  bool reads = true;
  std::uint16_t closed = 0;
};

/// Keeps what pages say of their phones.
class FakePhones final : public PhonePort {
 public:
  bool offer(PhoneOffer offer) override {
    if (voice_is_there) offers.push_back(std::move(offer));
    return voice_is_there;
  }
  void close(const Code& user, std::uint64_t phone) override { closed.emplace_back(user, phone); }
  void lost(const Code& user, std::uint64_t phone) override { lost_ones.emplace_back(user, phone); }

  bool voice_is_there = true;
  std::vector<PhoneOffer> offers;
  std::vector<std::pair<Code, std::uint64_t>> closed;
  std::vector<std::pair<Code, std::uint64_t>> lost_ones;
};

/// The demo operation's floor, and those who talk to it.
class TestApi {
 public:
  /// `stores_are_taken`: as at a start, until handler().take_stores().
  explicit TestApi(bool stores_are_taken = false)
      : handler_(ApiHandler::open(
                     {.records_path = folder_ / "records.db",
                      .secrets_path = folder_ / "secrets",
                      .secrets_key_path = folder_ / "secrets.key",
                      .stores_are_taken = stores_are_taken,
                      .recordings = folder_ / "recordings",
                      .on_secrets_changed = [this] { ++secrets_changes; },
                      .phones = &phones},
                     engine, log, [this](std::function<void()> step) { post(std::move(step)); },
                     logger_)
                     .value()) {
    engine.publish = [this](const Batch& batch) { handler_->fold(batch); };
    engine.take(StartCore{});
    const auto sources = load_operation_sources("examples/demo");
    RELEVO_ASSERT(sources.has_value());
    const auto read = read_operation(*sources, {}, known_indicators());
    RELEVO_ASSERT(read.has_value());
    auto bytes = std::make_shared<Bytes>();
    encode(*bytes, read->document);
    engine.take(ApplyOperation{.base_version = read->document.version - 1,
                               .document = std::make_shared<const Operation>(read->document),
                               .bytes = bytes});
  }
  ~TestApi() { handler_->stop(); }

  /// The reply, once it is there.
  HttpReply send(HttpRequest request) {
    std::optional<HttpReply> got;
    if (request.body.size() > handler_->body_bytes_max(request)) {  // As the server does.
      request.body_left_out = true;
      request.body.clear();
    }
    handler_->on_request(std::move(request), [&](HttpReply reply) { got = std::move(reply); });
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    std::unique_lock lock{mutex_};
    while (!got) {
      RELEVO_ASSERT(changed_.wait_until(lock, until, [this] { return !steps_.empty(); }));
      const auto step = std::move(steps_.front());
      steps_.pop_front();
      lock.unlock();
      step();
      lock.lock();
    }
    return std::move(*got);
  }

  /// At most one parameter in the path.
  HttpReply get(const std::string& token, const std::string& path) {
    const auto target = parse_target(path);
    RELEVO_ASSERT(target.has_value());
    HttpRequest request{.method = "GET",
                        .path = target->path,
                        .query = target->query,
                        .authorization = "Bearer " + token};
    return send(std::move(request));
  }
  HttpReply command(const std::string& token, const std::string& name, const std::string& body = {},
                    const std::string& key = {}) {
    return send({.method = "POST",
                 .path = "/api/v1/commands/" + name,
                 .body = body,
                 .authorization = "Bearer " + token,
                 .idempotency_key = key});
  }
  HttpReply try_sign_in(const std::string& user, const std::string& password) {
    return send({.method = "POST",
                 .path = "/api/v1/sessions",
                 .body = R"({"user":")" + user + R"(","password":")" + password + "\"}",
                 .peer = "127.0.0.1"});
  }
  /// The token of a demo user.
  std::string sign_in(const std::string& user) {
    const HttpReply reply = try_sign_in(user, "demo-" + user);
    RELEVO_ASSERT(reply.status == 200);
    return read_json(reply.body)->find("token")->text;
  }

  void connect_device(std::string_view agent) {
    engine.take(SeeDevices{.source = {.node = {1}}, .agent = agent, .devices = 1});
  }
  void arrive(std::uint64_t leg, std::string_view number) {
    engine.take(ArriveContact{.source = {.node = {1}},
                              .person = {leg},
                              .leg = {leg_of_voice_min + leg},
                              .dialed = number});
  }

  ApiHandler& handler() { return *handler_; }
  std::string file(const std::string& name) const { return folder_ / name; }

  DroppingLog log;
  TinyEngine engine{log};
  int secrets_changes = 0;
  FakePhones phones;

 private:
  void post(std::function<void()> step) {
    const std::lock_guard lock{mutex_};
    steps_.push_back(std::move(step));
    changed_.notify_one();
  }

  records::TempFolder folder_;
  NoLogger logger_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> steps_;
  std::unique_ptr<ApiHandler> handler_;
};

/// Tuesday the 14th of November 2023, 16:13:20 in Mexico City: somebody waited 5 s for 1001, talked
/// for a minute and left; the wrap-up of 10 s is over.
struct HandledContact {
  TestApi api;
  std::string agent = api.sign_in("1001");

  /// `outcome`: what the agent said of it; none: nothing.
  explicit HandledContact(const std::string& outcome = {}) {
    api.connect_device("1001");
    done("sign_in_agent");
    done("set_ready");
    api.arrive(1, "5000");
    pass(seconds(5));
    const LegId leg = contact().ringing()->leg;
    api.engine.take(SeeAnswer{.source = {.node = {1}}, .leg = leg});
    if (!outcome.empty()) {
      done("dispose", R"({"contact":1,"disposition":")" + outcome + R"("})");
    }
    pass(seconds(60));
    api.engine.take(SeeLegGone{
        .source = {.node = {1}}, .leg = contact().customer_leg, .gone = LegGone::hung_up});
    pass(seconds(10));
    api.engine.take(Tick{});
  }

  const Contact& contact() const { return api.engine.core().state().contacts.begin()->second; }
  void pass(Duration time) { api.engine.time = api.engine.time + time; }
  void done(const std::string& command, const std::string& body = "{}") {
    RELEVO_ASSERT(api.command(agent, command, body).status == 200);
  }
};

inline bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace relevo::testing
