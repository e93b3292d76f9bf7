#include "http/web_socket.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket.hpp>
#include <chrono>
#include <deque>

namespace relevo {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
namespace websocket = beast::websocket;
using tcp = asio::ip::tcp;
using Error = beast::error_code;

// Of a WebSocket: the last message and the close frame.
constexpr Duration close_within = seconds(5);
// What the kernel keeps for one that does not read, beside what we queue. It takes twice of it.
constexpr int kernel_bytes_max = 64 * 1024;

class Socket final : public WebSocketPeer, public std::enable_shared_from_this<Socket> {
 public:
  Socket(tcp::socket socket, std::unique_ptr<const Place> place, HttpShared& shared)
      : place_(std::move(place)), shared_(shared), stream_(std::move(socket)) {
    auto timeouts = websocket::stream_base::timeout::suggested(beast::role_type::server);
    timeouts.handshake_timeout = std::chrono::microseconds(shared.options.request_within.us);
    timeouts.idle_timeout = std::chrono::microseconds(shared.options.idle_within.us);
    timeouts.keep_alive_pings = true;
    stream_.set_option(timeouts);
    stream_.read_message_max(shared.options.message_bytes_max);
    Error ignored;
    beast::get_lowest_layer(stream_).socket().set_option(
        asio::socket_base::send_buffer_size(kernel_bytes_max), ignored);
    shared_.metrics.web_sockets.add(1);
  }
  ~Socket() override { shared_.metrics.web_sockets.add(-1); }
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;

  void accept(const Handshake& handshake, HttpRequest request) {
    http::request<http::empty_body> message{http::verb::get, "/", 11};
    message.set(http::field::host, request.host);
    message.set(http::field::connection, "Upgrade");
    message.set(http::field::upgrade, "websocket");
    message.set(http::field::sec_websocket_key, handshake.key);
    message.set(http::field::sec_websocket_version, handshake.version);
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
    cut_.expires_after(std::chrono::microseconds(close_within.us));
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

  const std::unique_ptr<const Place> place_;
  HttpShared& shared_;
  websocket::stream<beast::tcp_stream> stream_;
  beast::flat_buffer buffer_;
  std::deque<std::shared_ptr<const std::string>> queue_;
  std::size_t queued_bytes_ = 0;
  bool open_ = false;
  bool closing_ = false;
  websocket::close_reason why_;
  asio::steady_timer cut_{stream_.get_executor()};
};

}  // namespace

void open_web_socket(asio::io_context& io, int socket, std::unique_ptr<const Place> place,
                     const Handshake& handshake, HttpRequest request, HttpShared& shared) {
  std::make_shared<Socket>(tcp::socket(io, tcp::v4(), socket), std::move(place), shared)
      ->accept(handshake, std::move(request));
}

}  // namespace relevo
