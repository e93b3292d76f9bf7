#include "api/handler.h"

#include <future>
#include <memory>

namespace relevo {

namespace {

constexpr int texts_wait_ms_max = 20;  // Everybody waits for the server's thread.

/// Of everybody who may stand on a screen.
Result<std::vector<records::NamedCode>> names_in(records::Records& store) {
  auto names = store.names("agents");
  if (!names) return names;
  auto users = store.names("users");
  if (!users) return users;
  names->insert(names->end(), users->begin(), users->end());
  return names;
}

}  // namespace

Result<std::unique_ptr<ApiHandler>> ApiHandler::open(const ApiOptions& options, EnginePort& engine,
                                                     const LogSource& log, OnServer on_server,
                                                     Logger& logger) {
  auto store = records::Records::open(options.records_path);
  if (!store) return tl::unexpected<Fault>(store.error());
  const auto names = names_in(*store);
  if (!names) return tl::unexpected<Fault>(names.error());
  auto texts = records::Records::open(options.records_path);
  if (!texts) return tl::unexpected<Fault>(texts.error());
  const auto patient = texts->wait_at_most(texts_wait_ms_max);
  if (!patient) return tl::unexpected<Fault>(patient.error());
  auto secrets = records::Secrets::open(options.secrets_path, options.secrets_key_path);
  if (!secrets) return tl::unexpected<Fault>(secrets.error());
  std::optional<archive::ArchiveReader> archive;
  if (!options.archive_path.empty()) {
    auto reader = archive::ArchiveReader::open(options.archive_path);
    if (!reader) return tl::unexpected<Fault>(reader.error());
    archive = std::move(*reader);
  }
  auto handler = std::unique_ptr<ApiHandler>(
      new ApiHandler(options, engine, log, std::move(on_server), logger, std::move(*store),
                     std::move(*texts), std::move(*secrets), std::move(archive)));
  handler->floor_.set_names(*names);
  return handler;
}

ApiHandler::ApiHandler(const ApiOptions& options, EnginePort& engine, const LogSource& log,
                       OnServer on_server, Logger& logger, records::Records store,
                       records::Records texts, records::Secrets secrets,
                       std::optional<archive::ArchiveReader> archive)
    : secrets_path_(options.secrets_path),
      secrets_key_path_(options.secrets_key_path),
      store_(std::move(store)),
      texts_(std::move(texts)),
      secrets_(std::move(secrets)),
      on_server_(on_server),
      stores_are_taken_(options.stores_are_taken),
      floor_(engine, options.folded, std::move(archive)),
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
                 .metrics = metrics_,
                 .logger = logger,
                 .stores_are_taken = options.stores_are_taken}),
      routes_({.floor = floor_,
               .sights = sights_,
               .sign_in = sign_in_,
               .commands = commands_,
               .log = log,
               .on_server = std::move(on_server),
               .past = past_worker_,
               .recordings = options.recordings,
               .snapshots = options.snapshots,
               .metrics = metrics_,
               .more_metrics = options.more_metrics}),
      feed_(floor_, sights_, sign_in_, options.phones, metrics_),
      supervision_rights_(floor_),
      alert_watch_(floor_) {
  floor_.read_people_in(texts_);
}

ApiHandler::~ApiHandler() {
  worker_.stop();
  past_worker_.stop();
}

void ApiHandler::stop() {
  worker_.stop();
  past_worker_.stop();
  feed_.forget_viewers();
}

void ApiHandler::fold(const Batch& batch) {
  floor_.apply(batch);
  const BoardChanges changes = floor_.take_changes();
  feed_.publish(batch, changes);
  if (changes.operation) {
    names_ = Names::stale;
    supervision_rights_.operation_changed();
  }
  read_names();
}

/// The store may be busy for seconds: on the worker. Until then screens show the names before.
void ApiHandler::read_names() {
  if (names_ != Names::stale || stores_are_taken_) return;
  const bool posted = worker_.post([this] {
    on_server_([this, names = names_in(store_)] {
      const bool changed_meanwhile = names_ == Names::stale;
      if (!names || changed_meanwhile) {
        names_ = Names::stale;
        return;
      }
      names_ = Names::fresh;
      if (floor_.set_names(*names)) feed_.start_again();
    });
  });
  if (posted) names_ = Names::on_the_way;
}

/// The worker's secrets are those from before the start wrote its own.
Result<void> ApiHandler::take_stores() {
  const auto promise = std::make_shared<std::promise<Result<void>>>();
  auto done = promise->get_future();
  worker_.post_due([this, promise] {
    auto secrets = records::Secrets::open(secrets_path_, secrets_key_path_);
    auto names = names_in(store_);
    if (!secrets) return promise->set_value(tl::unexpected<Fault>(secrets.error()));
    if (!names) return promise->set_value(tl::unexpected<Fault>(names.error()));
    secrets_ = std::move(*secrets);
    on_server_([this, promise, names = std::move(*names)] {
      stores_are_taken_ = false;
      if (floor_.set_names(names)) feed_.start_again();
      commands_.take_operations();
      promise->set_value({});
    });
  });
  return done.get();
}

void ApiHandler::look_after_feed() {
  read_names();  // Again, where the worker or the store had no time for it.
  feed_.look_after();
  supervision_rights_.look_after();
}

void ApiHandler::on_request(HttpRequest request, std::function<void(HttpReply)> respond) {
  routes_.answer(request, respond);
}

std::size_t ApiHandler::body_bytes_max(const HttpRequest& head) {
  return routes_.body_bytes_max(head);
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
