#include "http/http_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cerrno>
#include <chrono>
#include <list>
#include <thread>

#include "http/connection.h"
#include "http/place.h"
#include "http/refusal.h"

namespace relevo {

namespace {

namespace asio = boost::asio;
using tcp = asio::ip::tcp;
using Error = boost::system::error_code;

constexpr int accepted_at_once_max = 64;  // Then the connections that are there have their turn.
constexpr int retry_after_s = 5;
constexpr std::chrono::milliseconds no_descriptor_wait{50};

std::string text_of(const in_addr& address) {
  std::array<char, INET_ADDRSTRLEN> text{};
  ::inet_ntop(AF_INET, &address, text.data(), text.size());
  return text.data();
}

/// Tells whoever connected in one write that does not wait, and closes.
void turn_away(int socket, const std::string& reply) {
  ::send(socket, reply.data(), reply.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  ::shutdown(socket, SHUT_WR);
  // What has come is read, else the close would be a reset that overtakes the reply.
  std::array<char, 4096> dropped{};
  while (::recv(socket, dropped.data(), dropped.size(), MSG_DONTWAIT) > 0) {
  }
  ::close(socket);
}

struct Repeating {
  asio::steady_timer timer;
  Duration interval;
  std::function<void()> step;
};

class Running final : public HttpServer {
 public:
  Running(const HttpServerOptions& options, HttpHandler& handler, HttpMetrics& metrics)
      : shared_{options, handler, metrics}, io_(1), acceptor_(io_, tcp::v4(), options.listener) {
    acceptor_.non_blocking(true);
    wait_for_connections();
    thread_ = std::thread([this] { io_.run(); });
  }

  ~Running() override { stop(); }

  void post(std::function<void()> step) override { asio::post(io_, std::move(step)); }

  void every(Duration interval, std::function<void()> step) override {
    post([this, interval, step = std::move(step)] {
      repeating_.push_back({asio::steady_timer(io_), interval, step});
      repeat(repeating_.back());
    });
  }

  void stop() override {
    if (!thread_.joinable()) return;
    post([this] { io_.stop(); });
    thread_.join();
  }

 private:
  void wait_for_connections() {
    acceptor_.async_wait(tcp::acceptor::wait_read, [this](const Error& error) {
      if (error) return;
      // Without a free descriptor the next attempt waits, else it would spin.
      if (!accept_some()) return accept_later();
      wait_for_connections();
    });
  }

  /// False when the system has no descriptor or memory for one more.
  bool accept_some() {
    for (int i = 0; i < accepted_at_once_max; ++i) {
      sockaddr_in from{};
      socklen_t size = sizeof(from);
      const int socket = ::accept4(acceptor_.native_handle(), reinterpret_cast<sockaddr*>(&from),
                                   &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
      if (socket >= 0) {
        take(socket, from);
        continue;
      }
      const bool no_room =
          errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM;
      if (no_room) return false;
      if (errno == EAGAIN) return true;
    }
    return true;
  }

  void take(int socket, const sockaddr_in& from) {
    shared_.metrics.accepted.add();
    std::string peer = text_of(from.sin_addr);
    const bool counts = shared_.options.loopback_counts || !peer.starts_with("127.");
    if (shared_.connections >= shared_.options.connections_max) {
      shared_.metrics.turned_away_full.add();
      return turn_away(socket, full_);
    }
    const auto of_peer = shared_.of_peer.find(peer);
    if (counts && of_peer != shared_.of_peer.end() &&
        of_peer->second >= shared_.options.connections_of_peer_max) {
      shared_.metrics.turned_away_of_peer.add();
      return turn_away(socket, too_many_of_peer_);
    }
    const int yes = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof(yes));
    serve_connection(io_, socket, std::make_unique<Place>(shared_, std::move(peer), counts),
                     shared_);
  }

  void accept_later() {
    retry_.expires_after(no_descriptor_wait);
    retry_.async_wait([this](const Error& error) {
      if (!error) wait_for_connections();
    });
  }

  void repeat(Repeating& repeating) {
    repeating.timer.expires_after(std::chrono::microseconds(repeating.interval.us));
    repeating.timer.async_wait([this, &repeating](const Error& error) {
      if (error) return;
      repeating.step();
      repeat(repeating);
    });
  }

  const std::string full_ =
      turned_away(503, "Service Unavailable", "too many connections", retry_after_s);
  const std::string too_many_of_peer_ = turned_away(
      429, "Too Many Requests", "too many connections from this address", retry_after_s);
  // Connections end with io_, and they count themselves in shared_: it goes last.
  HttpShared shared_;
  asio::io_context io_;
  tcp::acceptor acceptor_;
  asio::steady_timer retry_{io_};
  std::list<Repeating> repeating_;
  std::thread thread_;
};

}  // namespace

Result<std::unique_ptr<HttpServer>> HttpServer::start(const HttpServerOptions& options,
                                                      HttpHandler& handler, HttpMetrics& metrics,
                                                      Logger& logger) {
  try {
    return std::make_unique<Running>(options, handler, metrics);
  } catch (const boost::system::system_error& error) {
    logger.error("http server not started", {{"why", error.what()}});
    return fault(Fault::Kind::network,
                 std::string("http: the listening socket cannot be used: ") + error.what());
  }
}

}  // namespace relevo
