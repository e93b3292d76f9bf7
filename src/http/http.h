// HTTP and WebSocket as the API sees them: plain requests and replies, no library's types.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace relevo {

struct HttpRequest {
  std::string method;                                      // GET, POST, DELETE, HEAD, ...
  std::string path;                                        // Percent-decoded, without the query.
  std::vector<std::pair<std::string, std::string>> query;  // Percent-decoded, in order.
  std::string body;
  bool body_left_out = false;  // It is longer than body_bytes_max said, and was not read.
  std::string peer;            // Address of the client, without the port.
  bool forwarded = false;      // A proxy says that it asks for somebody else (RFC 7239, or X-).

  // The headers that anybody asks for; empty when absent.
  std::string authorization;
  std::string cookie;
  std::string idempotency_key;
  std::string range;
  std::string if_none_match;
  std::string accept_encoding;
  std::string origin;
  std::string host;
  std::string page_user;  // Relevo-User: whose page asks.

  /// The first parameter of that name, or nullptr.
  const std::string* parameter(std::string_view name) const;
};

/// Part of a file as the body. Read while it is sent.
struct HttpFile {
  std::string path;
  std::uint64_t offset = 0;
  std::uint64_t length = 0;
};

struct HttpReply {
  int status = 200;
  std::string content_type = "application/json";
  std::vector<std::pair<std::string, std::string>> headers = {};  // Beside the usual ones.
  std::string body = {};
  HttpFile file = {};  // Instead of `body` when its path is not empty.
};

/// A connected WebSocket. Server's thread only.
class WebSocketPeer {
 public:
  virtual ~WebSocketPeer() = default;

  /// Queues one text message; several peers may share the text. Ignored after close.
  virtual void send(std::shared_ptr<const std::string> text) = 0;

  /// Bytes queued and not yet taken by the network.
  virtual std::size_t queued_bytes() const = 0;

  /// Closes in order, with a code of RFC 6455 section 7.4.
  virtual void close(std::uint16_t code, std::string_view reason) = 0;
};

/// Called on the server's thread; must not block.
class HttpHandler {
 public:
  virtual ~HttpHandler() = default;

  /// How long the body of this request, whose body is still to come, may be. A longer one is left
  /// out, and the connection is closed behind the answer.
  virtual std::size_t body_bytes_max(const HttpRequest& head) = 0;

  /// `respond` is to be called exactly once, now or later, on the server's thread.
  virtual void on_request(HttpRequest request, std::function<void(HttpReply)> respond) = 0;

  /// Whether this request may become a WebSocket: a status of 101, or that of the refusal.
  virtual HttpReply on_upgrade(const HttpRequest& request) = 0;

  virtual void on_open(const std::shared_ptr<WebSocketPeer>& peer, const HttpRequest& request) = 0;
  virtual void on_text(const std::shared_ptr<WebSocketPeer>& peer, std::string_view text) = 0;
  /// Everything queued has been taken by the network.
  virtual void on_drained(const std::shared_ptr<WebSocketPeer>& peer) = 0;
  virtual void on_closed(const std::shared_ptr<WebSocketPeer>& peer) = 0;
};

}  // namespace relevo
