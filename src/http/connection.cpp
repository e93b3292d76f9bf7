#include "http/connection.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket/rfc6455.hpp>
#include <chrono>
#include <optional>

#include "base/token_bucket.h"
#include "http/refusal.h"
#include "http/target.h"
#include "http/web_socket.h"

namespace relevo {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using tcp = asio::ip::tcp;
using Error = beast::error_code;
using Parser = http::request_parser<http::string_body>;
using Message = Parser::value_type;

constexpr std::size_t first_read_bytes = 4 * 1024;
constexpr std::size_t file_piece_bytes = 64 * 1024;
// Behind a last answer what still comes is read and dropped, else a reset could overtake it.
constexpr Duration linger_within = seconds(2);
constexpr std::size_t linger_bytes_max = 256 * 1024;

std::chrono::microseconds in_chrono(Duration duration) {
  return std::chrono::microseconds(duration.us);
}

std::string text_of(const Message& message, http::field field) {
  return std::string(message[field]);
}

/// Why two readers of this head, a proxy and we, could understand it differently; or nullptr. See
/// RFC 9112 sections 3.2 and 6.3; what the parser refuses by itself is not repeated here.
const char* ambiguity(const Message& message) {
  const auto hosts = message.count(http::field::host);
  if (hosts > 1 || (hosts == 0 && message.version() >= 11)) {
    return "exactly one Host header is needed";
  }
  if (message[http::field::host].find_first_of(" \t,") != beast::string_view::npos) {
    return "the Host header names more than a host";
  }
  // A list of equal lengths is one to some readers, and nonsense to others.
  const auto length = message[http::field::content_length];
  if (length.find_first_not_of("0123456789") != beast::string_view::npos) {
    return "the Content-Length is no number";
  }
  const auto encodings = message.count(http::field::transfer_encoding);
  if (encodings == 0) return nullptr;
  if (message.version() < 11) return "HTTP/1.0 has no Transfer-Encoding";
  if (encodings > 1 || !beast::iequals(message[http::field::transfer_encoding], "chunked") ||
      message.count(http::field::content_length) > 0) {
    return "the only Transfer-Encoding taken is chunked, and without Content-Length";
  }
  return nullptr;
}

HttpRequest request_of(const Message& message, HttpTarget target, const std::string& peer) {
  return {.method = std::string(message.method_string()),
          .path = std::move(target.path),
          .query = std::move(target.query),
          .peer = peer,
          .forwarded = message.count("Forwarded") > 0 || message.count("X-Forwarded-For") > 0,
          .authorization = text_of(message, http::field::authorization),
          .cookie = text_of(message, http::field::cookie),
          .idempotency_key = std::string(message["Idempotency-Key"]),
          .range = text_of(message, http::field::range),
          .if_none_match = text_of(message, http::field::if_none_match),
          .accept_encoding = text_of(message, http::field::accept_encoding),
          .origin = text_of(message, http::field::origin),
          .host = text_of(message, http::field::host),
          .page_user = std::string(message["Relevo-User"])};
}

Time now() {
  return {std::chrono::duration_cast<std::chrono::microseconds>(
              std::chrono::steady_clock::now().time_since_epoch())
              .count()};
}

class Connection final : public std::enable_shared_from_this<Connection> {
 public:
  Connection(asio::io_context& io, int socket, std::unique_ptr<const Place> place,
             HttpShared& shared)
      : io_(io),
        place_(std::move(place)),
        shared_(shared),
        stream_(tcp::socket(io, tcp::v4(), socket)) {}

  ~Connection() {
    if (file_ >= 0) ::close(file_);
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// Between requests a client may be quiet for long; from the first byte on it must hurry.
  void read(Duration patience) {
    parser_.emplace();
    parser_->header_limit(static_cast<std::uint32_t>(shared_.options.head_bytes_max));
    parser_->body_limit(boost::none);  // Known when the head is.
    if (buffer_.size() > 0) return read_head();
    stream_.expires_after(in_chrono(patience));
    stream_.async_read_some(buffer_.prepare(first_read_bytes),
                            [self = shared_from_this()](const Error& error, std::size_t bytes) {
                              if (error) return;
                              self->buffer_.commit(bytes);
                              self->read_head();
                            });
  }

 private:
  void read_head() {
    stream_.expires_after(in_chrono(shared_.options.request_within));
    http::async_read_header(stream_, buffer_, *parser_,
                            [self = shared_from_this()](const Error& error, std::size_t) {
                              if (error) return self->refuse(error);
                              self->take_head();
                            });
  }

  void take_head() {
    const Message& message = parser_->get();
    keep_alive_ = message.keep_alive();
    head_ = message.method() == http::verb::head;
    if (const char* why = ambiguity(message)) return malformed(why);
    if (message.target().size() > shared_.options.target_bytes_max) {
      return too_large(refusal(414, "URI Too Long", "the target is too long"));
    }
    auto target = parse_target({message.target().data(), message.target().size()});
    if (!target) return malformed("the target is no path with a query, as /api/v1/board?a=b");
    request_ = request_of(message, std::move(*target), place_->peer());
    if (beast::websocket::is_upgrade(message)) return upgrade(message);
    const std::size_t bytes_max = shared_.handler.body_bytes_max(request_);
    const auto length = parser_->content_length();
    if (length && *length > bytes_max) return leave_body_out();
    if (parser_->is_done()) return take();
    parser_->body_limit(bytes_max);
    http::async_read(stream_, buffer_, *parser_,
                     [self = shared_from_this()](const Error& error, std::size_t) {
                       if (error == http::error::body_limit) return self->leave_body_out();
                       if (error) return self->refuse(error);
                       self->request_.body = std::move(self->parser_->get().body());
                       self->take();
                     });
  }

  void upgrade(const Message& message) {
    // Frames come behind our answer: these bytes are of somebody who does not wait for it.
    if (buffer_.size() > 0 || !parser_->is_done()) {
      return malformed("nothing follows a request to upgrade until it is answered");
    }
    HttpReply permitted = shared_.handler.on_upgrade(request_);
    if (permitted.status != 101) return reply(std::move(permitted));
    const Handshake handshake{.key = text_of(message, http::field::sec_websocket_key),
                              .version = text_of(message, http::field::sec_websocket_version)};
    Error error;
    const int socket = stream_.release_socket().release(error);
    if (error) return;
    open_web_socket(io_, socket, std::move(place_), handshake, std::move(request_), shared_);
  }

  void leave_body_out() {
    shared_.metrics.too_large.add();
    keep_alive_ = false;
    request_.body_left_out = true;
    take();
  }

  void take() {
    // The answer may take as long as the handler needs; it bounds its own waiting.
    stream_.expires_never();
    if (!bucket_.take(now(), shared_.options.requests_burst, shared_.options.request_refill)) {
      shared_.metrics.too_many.add();
      HttpReply answer = refusal(429, "Too Many Requests", "too many requests on one connection");
      answer.headers.emplace_back("Retry-After", "1");
      return reply(std::move(answer));
    }
    shared_.handler.on_request(std::move(request_), [self = shared_from_this()](HttpReply answer) {
      self->reply(std::move(answer));
    });
  }

  void malformed(const char* why) {
    shared_.metrics.malformed.add();
    keep_alive_ = false;
    reply(refusal(400, "Bad Request", why));
  }

  void too_large(HttpReply answer) {
    shared_.metrics.too_large.add();
    keep_alive_ = false;
    reply(std::move(answer));
  }

  void refuse(const Error& error) {
    if (error == beast::error::timeout) shared_.metrics.too_slow.add();
    const bool gone = error == http::error::end_of_stream || error == beast::error::timeout ||
                      error == http::error::partial_message ||
                      error.category() == asio::error::get_system_category() ||
                      error.category() == asio::error::get_misc_category();
    if (gone) return;
    if (error == http::error::header_limit) {
      return too_large(refusal(431, "Request Header Fields Too Large", "the header is too long"));
    }
    malformed("this is not HTTP/1.1");
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
      return reply(refusal(404, "Not Found", "the file is gone"));
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
    if (error) return;
    if (keep_alive_) return read(shared_.options.idle_within);
    Error ignored;
    stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
    stream_.expires_after(in_chrono(linger_within));
    linger(0);
  }

  void linger(std::size_t dropped) {
    if (dropped > linger_bytes_max) return;
    buffer_.clear();
    stream_.async_read_some(
        buffer_.prepare(first_read_bytes),
        [self = shared_from_this(), dropped](const Error& error, std::size_t bytes) {
          if (!error) self->linger(dropped + bytes);
        });
  }

  asio::io_context& io_;
  std::unique_ptr<const Place> place_;
  HttpShared& shared_;
  TokenBucket bucket_;
  beast::tcp_stream stream_;
  beast::flat_buffer buffer_;
  std::optional<Parser> parser_;
  HttpRequest request_;
  std::optional<http::response<http::string_body>> header_;
  std::optional<http::response_serializer<http::string_body>> serializer_;
  bool keep_alive_ = false;
  bool head_ = false;  // HEAD: the answer has no body.
  int file_ = -1;
  std::uint64_t file_at_ = 0;
  std::uint64_t file_end_ = 0;
  std::vector<char> piece_;
};

}  // namespace

void serve_connection(asio::io_context& io, int socket, std::unique_ptr<const Place> place,
                      HttpShared& shared) {
  std::make_shared<Connection>(io, socket, std::move(place), shared)
      ->read(shared.options.request_within);
}

}  // namespace relevo
