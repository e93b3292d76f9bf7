// The parts of the API put together, without its thread: what HttpServer calls.
#pragma once

#include <memory>
#include <string>

#include "api/alert_watch.h"
#include "api/api_metrics.h"
#include "api/commands.h"
#include "api/feed.h"
#include "api/floor.h"
#include "api/routes.h"
#include "api/server.h"
#include "api/sights.h"
#include "api/sign_in.h"
#include "api/supervision_rights.h"
#include "api/worker.h"
#include "http/http.h"

namespace relevo {

/// All calls on one thread, the server's; `on_server` brings work of others there.
class ApiHandler final : public HttpHandler {
 public:
  /// Faults of the stores.
  static Result<std::unique_ptr<ApiHandler>> open(const ApiOptions& options, EnginePort& engine,
                                                  const LogSource& log, OnServer on_server,
                                                  Logger& logger);

  ~ApiHandler() override;

  void fold(const Batch& batch);
  void tell_phone(const PhoneTold& told) { feed_.tell_phone(told); }
  void forget(Position archived) { floor_.forget(archived); }

  /// See ApiServer::take_stores. Any thread but the server's and the worker's.
  Result<void> take_stores();

  /// Drops connections that do not read, and those whose session is over; ends supervisions that
  /// nobody may have any more. Each second.
  void look_after_feed();

  /// Tells the core of deviations from the operation's rules. Each AlertWatch::each.
  void look_for_deviations() { alert_watch_.look(); }

  /// After the server's thread has ended, while the server is still there: waits for the worker's
  /// job, and lets go of every connection.
  void stop();

  /// For the server to count in.
  HttpMetrics& http_metrics() { return metrics_.http; }

  std::size_t body_bytes_max(const HttpRequest& head) override;
  void on_request(HttpRequest request, std::function<void(HttpReply)> respond) override;
  HttpReply on_upgrade(const HttpRequest& request) override;
  void on_open(const std::shared_ptr<WebSocketPeer>& peer, const HttpRequest& request) override;
  void on_text(const std::shared_ptr<WebSocketPeer>& peer, std::string_view text) override;
  void on_drained(const std::shared_ptr<WebSocketPeer>& peer) override;
  void on_closed(const std::shared_ptr<WebSocketPeer>& peer) override;

 private:
  ApiHandler(const ApiOptions& options, EnginePort& engine, const LogSource& log,
             OnServer on_server, Logger& logger, records::Records store, records::Records texts,
             records::Secrets secrets, std::optional<archive::ArchiveReader> archive);

  enum class Names : std::uint8_t { fresh, stale, on_the_way };

  void read_names();

  const std::string secrets_path_;
  const std::string secrets_key_path_;
  records::Records store_;    // The worker's.
  records::Records texts_;    // The server's: it reads there what people wrote.
  records::Secrets secrets_;  // The worker's.
  Worker worker_;
  Worker past_worker_;
  OnServer on_server_;
  Names names_ = Names::fresh;
  bool stores_are_taken_;
  ApiMetrics metrics_;
  Floor floor_;
  Sights sights_;
  SignIn sign_in_;
  Commands commands_;
  Routes routes_;
  Feed feed_;
  SupervisionRights supervision_rights_;
  AlertWatch alert_watch_;
};

}  // namespace relevo
