#include "api/handler.h"

namespace relevo {

Result<std::unique_ptr<ApiHandler>> ApiHandler::open(const ApiOptions& options, EnginePort& engine,
                                                     const Log& log, OnServer on_server,
                                                     Logger& logger) {
  auto names = records::Records::open(options.records_path);
  if (!names) return tl::unexpected<Fault>(names.error());
  auto kept = records::Records::open(options.records_path);
  if (!kept) return tl::unexpected<Fault>(kept.error());
  auto secrets = records::Secrets::open(options.secrets_path, options.secrets_key_path);
  if (!secrets) return tl::unexpected<Fault>(secrets.error());
  return std::unique_ptr<ApiHandler>(new ApiHandler(options, engine, log, std::move(on_server),
                                                    logger, std::move(*names), std::move(*kept),
                                                    std::move(*secrets)));
}

ApiHandler::ApiHandler(const ApiOptions& options, EnginePort& engine, const Log& log,
                       OnServer on_server, Logger& logger, records::Records names,
                       records::Records kept, records::Secrets secrets)
    : store_(std::move(kept)),
      secrets_(std::move(secrets)),
      floor_(engine, std::move(names)),
      sights_(floor_),
      sign_in_(floor_, worker_, secrets_, on_server, options.session_lasts, logger),
      commands_({.floor = floor_,
                 .sights = sights_,
                 .log = log,
                 .worker = worker_,
                 .store = store_,
                 .secrets = secrets_,
                 .on_server = on_server,
                 .on_secrets_changed = options.on_secrets_changed,
                 .logger = logger}),
      routes_({.floor = floor_,
               .sights = sights_,
               .sign_in = sign_in_,
               .commands = commands_,
               .log = log,
               .on_server = std::move(on_server),
               .recordings = options.recordings}),
      feed_(floor_, sights_, sign_in_) {}

ApiHandler::~ApiHandler() { worker_.stop(); }

void ApiHandler::stop() {
  worker_.stop();
  feed_.forget_viewers();
}

void ApiHandler::fold(const Batch& batch) {
  floor_.apply(batch);
  feed_.publish(batch, floor_.board().take_changes());
}

void ApiHandler::look_after_feed() { feed_.look_after(); }

void ApiHandler::on_request(HttpRequest request, std::function<void(HttpReply)> respond) {
  routes_.answer(request, respond);
}

HttpReply ApiHandler::on_upgrade(const HttpRequest& request) { return feed_.on_upgrade(request); }

void ApiHandler::on_open(const std::shared_ptr<WebSocketPeer>& peer, const HttpRequest& request) {
  feed_.on_open(peer, request);
}

void ApiHandler::on_text(const std::shared_ptr<WebSocketPeer>& peer, std::string_view text) {
  feed_.on_text(peer, text);
}

void ApiHandler::on_drained(const std::shared_ptr<WebSocketPeer>& peer) { feed_.on_drained(peer); }

void ApiHandler::on_closed(const std::shared_ptr<WebSocketPeer>& peer) { feed_.on_closed(peer); }

}  // namespace relevo
