#include "http/http_server.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket.hpp>
#include <chrono>
#include <deque>
#include <list>
#include <thread>

#include "http/target.h"

namespace relevo {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
namespace websocket = beast::websocket;
using tcp = asio::ip::tcp;
using Error = beast::error_code;
using Message = http::request<http::string_body>;

constexpr std::size_t first_read_bytes = 4 * 1024;
constexpr std::size_t file_piece_bytes = 64 * 1024;
constexpr Duration close_within =
    seconds(5);                             // Of a WebSocket: the last message and the close frame.
constexpr int drain_bytes_max = 64 * 1024;  // Read and dropped after a refusal, so that it arrives.

std::chrono::microseconds in_chrono(Duration duration) {
  return std::chrono::microseconds(duration.us);
}

/// What the sessions share: limits, the handler, and how many connections there are.
struct Shared {
  HttpServerOptions options;
  HttpHandler& handler;
  std::size_t connections = 0;
};

/// Counts a connection for as long as it lives.
class Counted {
 public:
  explicit Counted(Shared& shared) : shared_(shared) { ++shared_.connections; }
  ~Counted() { --shared_.connections; }
  Counted(const Counted&) = delete;
  Counted& operator=(const Counted&) = delete;

 private:
  Shared& shared_;
};

std::string text_of(const Message& message, http::field field) {
  return std::string(message[field]);
}

HttpReply bad_request(int status, const char* title, const char* detail) {
  return {.status = status,
          .content_type = "application/problem+json",
          .body = std::string("{\"type\":\"about:blank\",\"title\":\"") + title +
                  "\",\"status\":" + std::to_string(status) + ",\"detail\":\"" + detail + "\"}"};
}

class Socket final : public WebSocketPeer, public std::enable_shared_from_this<Socket> {
 public:
  Socket(tcp::socket socket, Shared& shared)
      : counted_(shared), shared_(shared), stream_(std::move(socket)) {
    auto timeouts = websocket::stream_base::timeout::suggested(beast::role_type::server);
    timeouts.idle_timeout =
        std::chrono::duration_cast<std::chrono::seconds>(in_chrono(shared.options.idle_within));
    timeouts.keep_alive_pings = true;
    stream_.set_option(timeouts);
    stream_.read_message_max(shared.options.message_bytes_max);
  }

  void accept(const Message& message, HttpRequest request) {
    stream_.async_accept(
        message, [self = shared_from_this(), request = std::move(request)](const Error& error) {
          if (error) return;
          self->open_ = true;
          self->shared_.handler.on_open(self, request);
          self->read();
        });
  }

  void send(std::shared_ptr<const std::string> text) override {
    if (!open_ || closing_) return;
    if (queued_bytes_ + text->size() > shared_.options.queued_bytes_max) {
      close(1013, "too slow");
      return;
    }
    queued_bytes_ += text->size();
    queue_.push_back(std::move(text));
    if (queue_.size() == 1) write();
  }

  std::size_t queued_bytes() const override { return queued_bytes_; }

  void close(std::uint16_t code, std::string_view reason) override {
    if (!open_ || closing_) return;
    closing_ = true;
    why_ = websocket::close_reason(static_cast<websocket::close_code>(code),
                                   beast::string_view(reason.data(), reason.size()));
    // What is being written goes out before the close frame, but not for ever.
    while (queue_.size() > 1) {
      queued_bytes_ -= queue_.back()->size();
      queue_.pop_back();
    }
    cut_.expires_after(in_chrono(close_within));
    cut_.async_wait([weak = weak_from_this()](const Error& error) {
      const auto self = weak.lock();
      if (!error && self) beast::get_lowest_layer(self->stream_).close();
    });
    if (queue_.empty()) send_close();
  }

 private:
  void read() {
    stream_.async_read(buffer_, [self = shared_from_this()](const Error& error, std::size_t) {
      if (error) return self->closed();
      const auto bytes = self->buffer_.cdata();
      if (!self->closing_ && self->stream_.got_text()) {
        self->shared_.handler.on_text(
            self, std::string_view(static_cast<const char*>(bytes.data()), bytes.size()));
      }
      self->buffer_.consume(self->buffer_.size());
      self->read();
    });
  }

  void write() {
    stream_.text(true);
    stream_.async_write(asio::buffer(*queue_.front()),
                        [self = shared_from_this()](const Error& error, std::size_t) {
                          self->queued_bytes_ -= self->queue_.front()->size();
                          self->queue_.pop_front();
                          if (error) return;  // The reader sees the end too.
                          if (self->closing_) return self->send_close();
                          if (!self->queue_.empty()) return self->write();
                          self->shared_.handler.on_drained(self);
                        });
  }

  void send_close() {
    stream_.async_close(why_, [self = shared_from_this()](const Error&) {});
  }

  void closed() {
    open_ = false;
    shared_.handler.on_closed(shared_from_this());
  }

  const Counted counted_;
  Shared& shared_;
  websocket::stream<beast::tcp_stream> stream_;
  beast::flat_buffer buffer_;
  std::deque<std::shared_ptr<const std::string>> queue_;
  std::size_t queued_bytes_ = 0;
  bool open_ = false;
  bool closing_ = false;
  websocket::close_reason why_;
  asio::steady_timer cut_{stream_.get_executor()};
};

class Session final : public std::enable_shared_from_this<Session> {
 public:
  Session(tcp::socket socket, Shared& shared)
      : counted_(shared), shared_(shared), stream_(std::move(socket)) {
    Error ignored;
    const auto peer = stream_.socket().remote_endpoint(ignored);
    if (!ignored) peer_ = peer.address().to_string();
  }

  ~Session() {
    if (file_ >= 0) ::close(file_);
  }

  /// Between requests a client may be quiet for long; from the first byte on it must hurry.
  void read() {
    parser_.emplace();
    parser_->header_limit(static_cast<std::uint32_t>(shared_.options.head_bytes_max));
    parser_->body_limit(shared_.options.body_bytes_max);
    if (buffer_.size() > 0) return read_request();
    stream_.expires_after(in_chrono(shared_.options.idle_within));
    stream_.async_read_some(buffer_.prepare(first_read_bytes),
                            [self = shared_from_this()](const Error& error, std::size_t bytes) {
                              if (error) return self->end();
                              self->buffer_.commit(bytes);
                              self->read_request();
                            });
  }

 private:
  void read_request() {
    stream_.expires_after(in_chrono(shared_.options.request_within));
    http::async_read(stream_, buffer_, *parser_,
                     [self = shared_from_this()](const Error& error, std::size_t) {
                       if (error) return self->refuse(error);
                       self->take();
                     });
  }

  void take() {
    const Message message = parser_->release();
    keep_alive_ = message.keep_alive();
    head_ = message.method() == http::verb::head;
    auto target = parse_target({message.target().data(), message.target().size()});
    if (!target) {
      keep_alive_ = false;
      return reply(bad_request(400, "Bad Request",
                               "the target is no path with a query, as /api/v1/board?a=b"));
    }
    HttpRequest request{
        .method = std::string(message.method_string()),
        .path = std::move(target->path),
        .query = std::move(target->query),
        .body = message.body(),
        .peer = peer_,
        .forwarded = message.count("Forwarded") > 0 || message.count("X-Forwarded-For") > 0,
        .authorization = text_of(message, http::field::authorization),
        .idempotency_key = std::string(message["Idempotency-Key"]),
        .range = text_of(message, http::field::range),
        .if_none_match = text_of(message, http::field::if_none_match),
        .origin = text_of(message, http::field::origin),
        .host = text_of(message, http::field::host)};
    if (websocket::is_upgrade(message)) {
      HttpReply permitted = shared_.handler.on_upgrade(request);
      if (permitted.status != 101) return reply(std::move(permitted));
      stream_.expires_never();
      std::make_shared<Socket>(stream_.release_socket(), shared_)
          ->accept(message, std::move(request));
      return;
    }
    // The answer may take as long as the handler needs; it bounds its own waiting.
    stream_.expires_never();
    shared_.handler.on_request(std::move(request), [self = shared_from_this()](HttpReply answer) {
      self->reply(std::move(answer));
    });
  }

  void refuse(const Error& error) {
    if (error == http::error::end_of_stream || error == beast::error::timeout ||
        error == asio::error::eof || error == asio::error::connection_reset ||
        error == asio::error::operation_aborted) {
      return end();
    }
    keep_alive_ = false;
    if (error == http::error::header_limit) {
      return reply(bad_request(431, "Request Header Fields Too Large", "the header is too long"));
    }
    if (error == http::error::body_limit) {
      return reply(bad_request(413, "Content Too Large", "the body is too long"));
    }
    reply(bad_request(400, "Bad Request", "this is not HTTP/1.1"));
  }

  void reply(HttpReply answer) {
    header_.emplace();
    header_->result(static_cast<unsigned>(answer.status));
    header_->version(11);
    header_->keep_alive(keep_alive_);
    if (!answer.content_type.empty()) header_->set(http::field::content_type, answer.content_type);
    for (const auto& [name, value] : answer.headers) header_->set(name, value);
    if (answer.file.path.empty()) {
      header_->content_length(answer.body.size());
      header_->body() = head_ ? std::string{} : std::move(answer.body);
      return write_whole();
    }
    file_ = ::open(answer.file.path.c_str(), O_RDONLY | O_CLOEXEC);
    file_at_ = answer.file.offset;
    file_end_ = answer.file.offset + answer.file.length;
    if (file_ < 0) {
      keep_alive_ = false;
      return reply(bad_request(404, "Not Found", "the file is gone"));
    }
    header_->content_length(answer.file.length);
    write_file_header();
  }

  void write_whole() {
    stream_.expires_after(in_chrono(shared_.options.idle_within));
    // The serializer of a response with a set length and a left-out body (HEAD) must stop at the
    // header.
    serializer_.emplace(*header_);
    const auto done = [self = shared_from_this()](const Error& error, std::size_t) {
      self->replied(error);
    };
    if (head_) {
      http::async_write_header(stream_, *serializer_, done);
    } else {
      http::async_write(stream_, *serializer_, done);
    }
  }

  void write_file_header() {
    stream_.expires_after(in_chrono(shared_.options.idle_within));
    serializer_.emplace(*header_);
    http::async_write_header(stream_, *serializer_,
                             [self = shared_from_this()](const Error& error, std::size_t) {
                               if (error || self->head_) return self->replied(error);
                               self->write_file_piece();
                             });
  }

  void write_file_piece() {
    piece_.resize(file_piece_bytes);
    const std::uint64_t wanted = std::min<std::uint64_t>(file_end_ - file_at_, piece_.size());
    if (wanted == 0) return replied({});
    const ssize_t n = ::pread(file_, piece_.data(), wanted, static_cast<off_t>(file_at_));
    // The promised length cannot be kept: cutting the connection is the only honest end.
    if (n <= 0) return replied(asio::error::make_error_code(asio::error::eof));
    file_at_ += static_cast<std::uint64_t>(n);
    stream_.expires_after(in_chrono(shared_.options.idle_within));
    asio::async_write(stream_, asio::buffer(piece_.data(), static_cast<std::size_t>(n)),
                      [self = shared_from_this()](const Error& error, std::size_t) {
                        if (error) return self->replied(error);
                        self->write_file_piece();
                      });
  }

  void replied(const Error& error) {
    if (file_ >= 0) {
      ::close(file_);
      file_ = -1;
      piece_ = {};
    }
    if (error || !keep_alive_) return end();
    read();
  }

  /// What the client is still sending is read for a moment, else a reset could overtake the reply.
  void end() {
    Error ignored;
    stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
    stream_.socket().non_blocking(true, ignored);
    std::array<char, 4096> dropped{};
    for (int total = 0; total < drain_bytes_max;) {
      const std::size_t n = stream_.socket().read_some(asio::buffer(dropped), ignored);
      if (ignored || n == 0) break;
      total += static_cast<int>(n);
    }
    stream_.close();
  }

  const Counted counted_;
  Shared& shared_;
  beast::tcp_stream stream_;
  std::string peer_;
  beast::flat_buffer buffer_;
  std::optional<http::request_parser<http::string_body>> parser_;
  std::optional<http::response<http::string_body>> header_;
  std::optional<http::response_serializer<http::string_body>> serializer_;
  std::vector<char> piece_;  // Only while a file is sent.
  int file_ = -1;
  std::uint64_t file_at_ = 0;
  std::uint64_t file_end_ = 0;
  bool keep_alive_ = true;
  bool head_ = false;
};

struct Repeating {
  asio::steady_timer timer;
  Duration interval;
  std::function<void()> step;
};

class Running final : public HttpServer {
 public:
  Running(const HttpServerOptions& options, HttpHandler& handler)
      : shared_{options, handler}, io_(1), acceptor_(io_, tcp::v4(), options.listener) {
    accept();
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
  void accept() {
    acceptor_.async_accept([this](const Error& error, tcp::socket socket) {
      // Without a free descriptor the next attempt waits, else it would spin.
      if (error) return accept_later();
      if (shared_.connections < shared_.options.connections_max) {
        Error ignored;
        socket.set_option(tcp::no_delay(true), ignored);
        std::make_shared<Session>(std::move(socket), shared_)->read();
      }
      accept();
    });
  }

  void accept_later() {
    retry_.expires_after(std::chrono::milliseconds(50));
    retry_.async_wait([this](const Error& error) {
      if (!error) accept();
    });
  }

  void repeat(Repeating& repeating) {
    repeating.timer.expires_after(in_chrono(repeating.interval));
    repeating.timer.async_wait([this, &repeating](const Error& error) {
      if (error) return;
      repeating.step();
      repeat(repeating);
    });
  }

  // Sessions end with io_, and they count themselves in shared_: it goes last.
  Shared shared_;
  asio::io_context io_;
  tcp::acceptor acceptor_;
  asio::steady_timer retry_{io_};
  std::list<Repeating> repeating_;
  std::thread thread_;
};

}  // namespace

Result<std::unique_ptr<HttpServer>> HttpServer::start(const HttpServerOptions& options,
                                                      HttpHandler& handler, Logger& logger) {
  try {
    return std::make_unique<Running>(options, handler);
  } catch (const boost::system::system_error& error) {
    logger.error("http server not started", {{"why", error.what()}});
    return fault(Fault::Kind::network,
                 std::string("http: the listening socket cannot be used: ") + error.what());
  }
}

}  // namespace relevo
