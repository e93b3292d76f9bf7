// What a change of one of 15,000 agents costs: folded, made a text once, and sent to all who look
// at the floor.
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include <future>
#include <stdexcept>

#include "bench/bench.h"
#include "bench/told_floor.h"
#include "bench/viewers.h"
#include "http/http_server.h"

namespace relevo::bench {

namespace {

constexpr std::size_t agents = 15'000;
constexpr std::size_t viewers = 100;  // Of the whole floor.
constexpr std::size_t at_once =
    50;  // Changes sent before anybody waits for them: 10 ms of 5,000/s.
constexpr double change_us_max = 20;  // At 5,000 changes a second a tenth of a core.
constexpr const char* upgrade =
    "GET /api/v1/feed HTTP/1.1\r\nHost: bench\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

double thread_cpu_seconds() {
  timespec spent{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent);
  return static_cast<double>(spent.tv_sec) + static_cast<double>(spent.tv_nsec) * 1e-9;
}

/// On the wire: RFC 6455 section 5.2, from a server.
std::size_t frame_bytes(const std::string& text) {
  if (text.size() < 126) return text.size() + 2;
  return text.size() + (text.size() < 65'536 ? 4 : 10);
}

/// Keeps who came, and sends to all of them.
struct Crowd final : HttpHandler {
  std::vector<std::shared_ptr<WebSocketPeer>> peers;

  std::size_t body_bytes_max(const HttpRequest& /*head*/) override { return 0; }
  void on_request(HttpRequest /*r*/, std::function<void(HttpReply)> respond) override {
    respond({.status = 404});
  }
  HttpReply on_upgrade(const HttpRequest& /*request*/) override { return {.status = 101}; }
  void on_open(const std::shared_ptr<WebSocketPeer>& peer, const HttpRequest& /*r*/) override {
    peers.push_back(peer);
  }
  void on_text(const std::shared_ptr<WebSocketPeer>& /*p*/, std::string_view /*text*/) override {}
  void on_drained(const std::shared_ptr<WebSocketPeer>& /*peer*/) override {}
  void on_closed(const std::shared_ptr<WebSocketPeer>& peer) override { std::erase(peers, peer); }
};

/// By the server that the feed is served by; microseconds of its thread a frame.
class Served {
 public:
  Served() {
    HttpServerOptions options{.listener = listener_.socket};
    auto started = HttpServer::start(options, crowd_, metrics_, logger_);
    if (!started) throw std::runtime_error("feed: " + started.error().what);
    server_ = std::move(*started);
    viewers_ = std::make_unique<Viewers>(listener_.at, viewers, upgrade);
  }
  ~Served() {
    server_->post([this] { crowd_.peers.clear(); });  // They are the server's.
    server_->stop();
  }
  Served(const Served&) = delete;
  Served& operator=(const Served&) = delete;

  double microseconds_a_frame(const std::vector<FeedChannel::Text>& texts) {
    const double before = cpu();
    for (std::size_t i = 0; i < texts.size(); i += at_once) {
      const std::size_t end = std::min(texts.size(), i + at_once);
      for (std::size_t k = i; k < end; ++k) expected_ += viewers * frame_bytes(*texts[k]);
      server_->post([this, &texts, i, end] {
        for (std::size_t k = i; k < end; ++k) {
          for (const auto& peer : crowd_.peers) peer->send(texts[k]);
        }
      });
      viewers_->wait_for(expected_);
    }
    return (cpu() - before) * 1e6 / static_cast<double>(texts.size() * viewers);
  }

 private:
  double cpu() {
    std::promise<double> spent;
    server_->post([&spent] { spent.set_value(thread_cpu_seconds()); });
    return spent.get_future().get();
  }

  Listener listener_;
  Crowd crowd_;
  HttpMetrics metrics_;
  NoLogger logger_;
  std::unique_ptr<HttpServer> server_;
  std::unique_ptr<Viewers> viewers_;
  std::uint64_t expected_ = 0;
};

/// The same bytes by bare sockets: a send() a frame.
class Sent {
 public:
  Sent() : viewers_(listener_.at, viewers, "") {
    for (std::size_t i = 0; i < viewers; ++i) {
      sockets_.push_back(::accept(listener_.socket, nullptr, nullptr));
    }
  }
  ~Sent() {
    for (const int made : sockets_) ::close(made);
    ::close(listener_.socket);
  }
  Sent(const Sent&) = delete;
  Sent& operator=(const Sent&) = delete;

  double microseconds_a_frame(const std::vector<FeedChannel::Text>& texts) {
    double spent = 0;
    for (std::size_t i = 0; i < texts.size(); i += at_once) {
      const double before = thread_cpu_seconds();
      for (std::size_t k = i; k < std::min(texts.size(), i + at_once); ++k) {
        std::string frame(frame_bytes(*texts[k]) - texts[k]->size(), 0);
        frame += *texts[k];
        for (const int made : sockets_) {
          if (::send(made, frame.data(), frame.size(), MSG_NOSIGNAL) != std::ssize(frame)) {
            throw std::runtime_error("feed: a bare send was not taken whole");
          }
        }
        expected_ += viewers * frame.size();
      }
      spent += thread_cpu_seconds() - before;
      viewers_.wait_for(expected_);
    }
    return spent * 1e6 / static_cast<double>(texts.size() * viewers);
  }

 private:
  Listener listener_;
  Viewers viewers_;
  std::vector<int> sockets_;
  std::uint64_t expected_ = 0;
};

}  // namespace

bool feed(const Options& options) {
  const std::size_t count = options.brief ? 200 : 30'000;
  const std::size_t sent = options.brief ? 100 : 3'000;
  Changes changes(agents);
  ToldFloor floor(changes, agents);
  std::vector<FeedChannel::Text> texts;
  const auto encoded = [&] {
    const std::vector<Batch> batches = changes.next(count);
    texts.clear();
    const double start = cpu_seconds();
    for (const Batch& batch : batches) texts.push_back(floor.text(batch, floor.fold(batch)));
    return (cpu_seconds() - start) * 1e6 / static_cast<double>(count);
  };
  const auto folded = [&] {
    const std::vector<Batch> batches = changes.next(count);
    const double start = cpu_seconds();
    for (const Batch& batch : batches) floor.fold(batch);
    return (cpu_seconds() - start) * 1e6 / static_cast<double>(count);
  };
  const bool made = compare({.name = "feed.change_15000_agents",
                             .unit = "us",
                             .floor_is = "the change folded, and no text made of it",
                             .target = change_us_max},
                            encoded, folded, options.brief);
  std::erase(texts, nullptr);
  if (texts.size() < sent) throw std::runtime_error("feed: changes that nobody is told");
  texts.resize(sent);
  Served served;
  Sent bare;
  const bool told = compare(
      {.name = "feed.frame_to_100_viewers",
       .unit = "us",
       .floor_is = "send() of the same bytes",
       .ratio_max = 1 / 0.6},
      [&] { return served.microseconds_a_frame(texts); },
      [&] { return bare.microseconds_a_frame(texts); }, options.brief);
  return made && told;
}

}  // namespace relevo::bench
