#include "api/server.h"

#include <latch>

#include "api/handler.h"
#include "http/http_server.h"

namespace relevo {

namespace {

constexpr std::size_t events_at_once = 4'096;

class ApiServerOnThread final : public ApiServer {
 public:
  ~ApiServerOnThread() override { stop(); }

  Result<void> open(const ApiOptions& options, EnginePort& engine, const LogSource& log,
                    Logger& logger) {
    auto handler = ApiHandler::open(
        options, engine, log, [this](std::function<void()> step) { post(std::move(step)); },
        logger);
    if (!handler) return tl::unexpected<Fault>(handler.error());
    handler_ = std::move(*handler);
    // Before the first request: one that comes now waits, instead of being told that its session
    // or its contact is not there.
    if (auto told = tell_past(options.folded.board.position(), log); !told) return told;
    auto http = HttpServer::start(
        {.listener = options.listener, .connections_max = options.connections_max}, *handler_,
        handler_->http_metrics(), logger);
    if (!http) return tl::unexpected<Fault>(http.error());
    http_ = std::move(*http);
    http_->every(seconds(1), [this] { handler_->look_after_feed(); });
    http_->every(AlertWatch::each, [this] { handler_->look_for_deviations(); });
    started_.count_down();
    return {};
  }

  void publish(std::shared_ptr<const Batch> batch) override {
    post([this, batch = std::move(batch)] { handler_->fold(*batch); });
  }

  void tell_phone(PhoneTold told) override {
    post([this, told = std::move(told)] { handler_->tell_phone(told); });
  }

  void forget(Position archived) override {
    post([this, archived] { handler_->forget(archived); });
  }

  Result<void> take_stores() override { return handler_->take_stores(); }

  void stop() override {
    if (http_ == nullptr) return;
    http_->stop();
    handler_->stop();
  }

 private:
  Result<void> tell_past(Position position, const LogSource& log) {
    while (position < log.last()) {
      const auto batches = log.read(position, events_at_once);
      if (!batches) return tl::unexpected<Fault>(batches.error());
      if (batches->empty()) break;
      for (const Batch& batch : *batches) {
        position = batch.last();
        handler_->fold(batch);
      }
    }
    return {};
  }

  // The first request may come before start has returned the server it is for.
  void post(std::function<void()> step) {
    started_.wait();
    http_->post(std::move(step));
  }

  std::latch started_{1};
  std::unique_ptr<ApiHandler> handler_;  // Outlives the server.
  std::unique_ptr<HttpServer> http_;
};

}  // namespace

Result<std::unique_ptr<ApiServer>> ApiServer::start(const ApiOptions& options, EnginePort& engine,
                                                    const LogSource& log, Logger& logger) {
  auto server = std::make_unique<ApiServerOnThread>();
  if (auto opened = server->open(options, engine, log, logger); !opened) {
    return tl::unexpected<Fault>(opened.error());
  }
  return server;
}

}  // namespace relevo
